package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/// A deed that many nudge, with a time that passes when the test says so.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class BeatTest {
    private final Queue<Runnable> rests = new ArrayDeque<>();
    private int deeds;

    private Beat beat(Runnable deed) {
        return new Beat(Runnable::run, (_, what) -> rests.add(what), Duration.ofSeconds(1), deed);
    }

    private void rest() {
        rests.remove().run();
    }

    @Test
    void the_first_nudge_is_answered_at_once() {
        beat(() -> deeds++).nudge();

        assertEquals(1, deeds);
    }

    @Test
    void nudges_within_a_rest_are_answered_together_when_it_is_over() {
        Beat beat = beat(() -> deeds++);
        for (int i = 0; i < 100; i++) {
            beat.nudge();
        }
        assertEquals(1, deeds);

        rest();
        assertEquals(2, deeds);
        rest();
        assertEquals(2, deeds);
    }

    @Test
    void who_nudges_nobody_is_done_nothing_for() {
        Beat beat = beat(() -> deeds++);
        beat.nudge();
        rest();
        assertTrue(rests.isEmpty());

        beat.nudge();
        assertEquals(2, deeds);
    }

    @Test
    void a_nudge_in_the_midst_of_the_deed_is_not_lost() {
        Beat[] beat = new Beat[1];
        beat[0] =
                beat(
                        () -> {
                            if (++deeds == 1) {
                                beat[0].nudge();
                            }
                        });
        beat[0].nudge();
        rest();

        assertEquals(2, deeds);
    }

    @Test
    void a_deed_that_failed_is_done_again() {
        Beat beat =
                beat(
                        () -> {
                            if (++deeds == 1) {
                                throw new IllegalStateException("once");
                            }
                        });
        assertThrows(IllegalStateException.class, beat::nudge);
        rest();
        beat.nudge();

        assertEquals(2, deeds);
    }
}
