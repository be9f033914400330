package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CacheWatchTest {
    private static final String BEGINNING =
            "prompts begin differently each time: their system prompt, tools or first message";

    private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
    private final List<Note> notes = new ArrayList<>();
    private final CacheWatch watch;

    CacheWatchTest() {
        var journal = new Journal();
        journal.listen(notes::add);
        watch = new CacheWatch(clock, journal);
    }

    /// Exchanges of which this part came from a cache.
    private void see(int count, int percent, String model, Duration between) {
        for (int i = 0; i < count; i++) {
            Usage usage = Usage.of(10_000 - 100L * percent, 50).withCacheRead(100L * percent);
            watch.hear(
                    Told.of("x").to(Optional.of("sonnet"), "router", model).usage(usage).ended());
            clock.pass(between);
        }
    }

    private void see(int count, int percent) {
        see(count, percent, "m", Duration.ofSeconds(20));
    }

    @Test
    void a_fall_by_more_than_half_is_told_once() {
        see(100, 90);
        see(40, 10);

        assertEquals(1, notes.size());
        Note.CacheHitsFell fell = (Note.CacheHitsFell) notes.getFirst();
        assertEquals(
                List.of("sonnet", 90, BEGINNING),
                List.of(fell.alias(), fell.percentBefore(), fell.reason()));
    }

    @Test
    void a_fall_by_less_is_nothing_special() {
        see(100, 90);
        see(100, 50);

        assertEquals(List.of(), notes);
    }

    @Test
    void what_was_never_much_cannot_fall() {
        see(100, 15);
        see(100, 0);

        assertEquals(List.of(), notes);
    }

    @Test
    void it_is_told_again_when_it_fell_after_it_had_recovered() {
        see(200, 90);
        see(20, 10);
        see(200, 90);
        see(20, 10);

        assertEquals(2, notes.size());
    }

    @Test
    void another_model_is_the_likely_reason() {
        see(100, 90, "old", Duration.ofSeconds(20));
        see(15, 0, "new", Duration.ofSeconds(20));

        assertEquals(
                "the model changed from old to new",
                ((Note.CacheHitsFell) notes.getFirst()).reason());
    }

    @Test
    void long_pauses_are_the_likely_reason() {
        see(100, 90);
        see(20, 0, "m", Duration.ofMinutes(8));

        assertEquals(
                "pauses between requests are longer than most caches live",
                ((Note.CacheHitsFell) notes.getFirst()).reason());
    }

    @Test
    void the_past_may_be_that_of_an_earlier_program() {
        watch.restore(
                List.of(
                        new Sum<>(
                                "2026-11-19",
                                new Sum.Group("sonnet", "m", "router", "", false, false),
                                new Totals(50, 0, 0, 1_000, 9_000, 0, 10, 0, 0, 0))));
        see(20, 10);

        assertEquals(1, notes.size());
    }

    @Test
    void what_a_backend_does_not_tell_or_nobody_caches_does_not_count() {
        see(100, 90);
        for (int i = 0; i < 100; i++) {
            watch.hear(Told.of("x").usage(Usage.of(10_000, 5)).ended());
            watch.hear(Told.of("x").usage(Usage.of(500, 5).withCacheRead(0)).ended());
            watch.hear(Told.of("x").usage(Usage.of(9_000, 5).withCacheRead(0)).again("a").ended());
            watch.hear(
                    Told.of("x").usage(Usage.of(9_000, 5).withCacheRead(0).asEstimate()).ended());
        }

        assertEquals(List.of(), notes);
    }
}
