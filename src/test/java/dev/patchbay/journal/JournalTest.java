package dev.patchbay.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalTest {
    private final List<Note> heard = new ArrayList<>();
    private final Journal journal = new Journal();

    JournalTest() {
        journal.listen(heard::add);
    }

    @Test
    void a_note_is_added_once_for_each_cause() {
        journal.addOnce("a", new Note.TokenMade("first"));
        journal.addOnce("a", new Note.TokenMade("second"));
        journal.addOnce("b", new Note.TokenMade("third"));

        assertEquals(List.of(new Note.TokenMade("first"), new Note.TokenMade("third")), heard);
    }

    @Test
    void no_listener_hears_what_a_note_must_not_hold() {
        var masking = new Journal(text -> text.replace("hush", "••••"));
        masking.listen(heard::add);
        masking.add(new Note.SettingsFault("a", "b", "c"));
        masking.add(new Note.Retried("hush", "hush", "it said hush"));
        masking.add(
                new Note.ExchangeStarted(
                        "1",
                        "f",
                        "hush",
                        Optional.of("hush"),
                        Optional.empty(),
                        "hush",
                        false,
                        9,
                        Optional.empty()));

        // What exchanges are found and counted by stays, whatever keys look like.
        assertEquals(
                List.of(
                        new Note.SettingsFault("a", "b", "c"),
                        new Note.Retried("hush", "hush", "it said ••••"),
                        new Note.ExchangeStarted(
                                "1",
                                "f",
                                "••••",
                                Optional.of("••••"),
                                Optional.empty(),
                                "••••",
                                false,
                                9,
                                Optional.empty())),
                heard);
    }

    @Test
    void causes_without_end_are_not_kept() {
        for (int i = 0; i < 50_000; i++) {
            journal.addOnce(i, new Note.TokenMade("x"));
        }
        assertEquals(10_000, heard.size());

        journal.add(new Note.TokenMade("x"));
        assertEquals(10_001, heard.size());
    }
}
