package dev.patchbay.app.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.desktop.ProgramFiles;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Another version is put into the place of a running one, whose clock the test turns.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class RenewalTest {
    @TempDir Path folder;

    private final Journal journal = new Journal();
    private final List<Note> notes = new ArrayList<>();
    private Instant now = Instant.parse("2031-05-14T15:00:00Z");
    private int underWay;
    private int restarts;
    private boolean seen;
    private Path jar;
    private Renewal renewal;

    @BeforeEach
    void start() throws IOException {
        jar = Files.writeString(folder.resolve("patchbay.jar"), "old");
        journal.listen(notes::add);
        renewal =
                new Renewal(
                        new ProgramFiles(List.of(jar)),
                        () -> "0.2.0",
                        journal,
                        () -> underWay,
                        () -> now);
        renewal.whenUnseen(
                () -> {
                    if (!seen) {
                        restarts++;
                    }
                    return !seen;
                });
    }

    private void install() throws IOException {
        Files.writeString(jar, "the new one");
        assertEquals(Renewal.SETTLING, renewal.look());
        assertEquals(Renewal.READY, renewal.look());
    }

    private Duration lookAfter(Duration time) {
        now = now.plus(time);
        return renewal.look();
    }

    @Test
    void nothing_is_told_while_the_program_is_the_one_it_was() {
        assertEquals(Renewal.USUAL, renewal.look());

        assertEquals(Optional.empty(), renewal.ready());
        assertEquals(List.of(), notes);
    }

    @Test
    void another_version_is_told_once() throws IOException {
        install();
        lookAfter(Renewal.READY);

        assertEquals(Optional.of("0.2.0"), renewal.ready());
        assertEquals(List.of(new Note.ProgramReplaced("0.2.0")), notes);
    }

    @Test
    void it_begins_anew_when_nothing_was_asked_for_a_while() throws IOException {
        install();

        assertEquals(Renewal.READY, lookAfter(Renewal.LULL.minusSeconds(1)));
        assertEquals(0, restarts);
        assertEquals(Duration.ZERO, lookAfter(Duration.ofSeconds(1)));
        assertEquals(1, restarts);
    }

    @Test
    void a_request_under_way_is_waited_for() throws IOException {
        install();
        underWay = 1;
        lookAfter(Duration.ofMinutes(20));
        assertEquals(0, restarts);

        underWay = 0;
        lookAfter(Duration.ofSeconds(5));
        assertEquals(1, restarts);
    }

    @Test
    void who_has_just_asked_may_ask_again() throws IOException {
        install();
        now = now.plus(Duration.ofMinutes(20));
        journal.add(
                new Note.ExchangeStarted(
                        "req_1",
                        "anthropic",
                        "test",
                        Optional.empty(),
                        Optional.empty(),
                        "demo",
                        false,
                        10,
                        Optional.empty()));
        lookAfter(Renewal.LULL.minusSeconds(1));
        assertEquals(0, restarts);

        lookAfter(Duration.ofSeconds(1));
        assertEquals(1, restarts);
    }

    @Test
    void it_waits_for_the_end_of_a_look_at_its_window() throws IOException {
        install();
        seen = true;
        assertEquals(Renewal.READY, lookAfter(Renewal.LULL));

        seen = false;
        assertEquals(Duration.ZERO, lookAfter(Renewal.READY));
        assertEquals(1, restarts);
    }
}
