package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.settings.Rotation;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyTurnsTest {
    private final List<RestingKey> news = new ArrayList<>();
    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));

    private KeyTurns turns(Rotation rotation) {
        return new KeyTurns(3, rotation, clock, news::add);
    }

    @Test
    void a_sticky_key_stays_first() {
        KeyTurns turns = turns(Rotation.STICKY);

        assertEquals(List.of(0, 1, 2), turns.order());
        assertEquals(List.of(0, 1, 2), turns.order());
    }

    @Test
    void a_sticky_key_that_rested_is_not_gone_back_to() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.order();
        turns.rest(0, Duration.ofSeconds(10), "refused");
        assertEquals(List.of(1, 2, 0), turns.order());
        clock.pass(Duration.ofSeconds(10));

        assertEquals(List.of(1, 2, 0), turns.order());
    }

    @Test
    void round_robin_begins_with_another_key_every_time() {
        KeyTurns turns = turns(Rotation.ROUND_ROBIN);

        assertEquals(List.of(0, 1, 2), turns.order());
        assertEquals(List.of(1, 2, 0), turns.order());
        assertEquals(List.of(2, 0, 1), turns.order());
        assertEquals(List.of(0, 1, 2), turns.order());
    }

    @Test
    void round_robin_passes_a_resting_key_over() {
        KeyTurns turns = turns(Rotation.ROUND_ROBIN);
        turns.rest(1, Duration.ofSeconds(10), "refused");

        assertEquals(List.of(0, 2, 1), turns.order());
        assertEquals(List.of(2, 0, 1), turns.order());
        assertEquals(List.of(0, 2, 1), turns.order());
    }

    @Test
    void resting_keys_come_last_and_the_soonest_awake_first() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.rest(0, Duration.ofSeconds(30), "refused");
        turns.rest(1, Duration.ofSeconds(10), "refused");
        turns.rest(2, Duration.ofSeconds(20), "refused");

        assertEquals(List.of(1, 2, 0), turns.order());
    }

    @Test
    void a_rest_ends_when_its_time_is_over() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.rest(0, Duration.ofSeconds(10), "refused");
        turns.rest(1, Duration.ofSeconds(10), "refused");
        turns.rest(2, Duration.ofSeconds(11), "refused");
        clock.pass(Duration.ofSeconds(10));

        assertEquals(List.of(0, 1, 2), turns.order());
    }

    @Test
    void a_key_that_was_taken_rests_no_longer() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.rest(0, Duration.ofSeconds(10), "refused");
        turns.wake(0);

        assertEquals(List.of(0, 1, 2), turns.order());
        assertEquals(List.of(), turns.resting());
    }

    @Test
    void people_see_which_rest_and_why_and_can_end_it() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.rest(1, Duration.ofSeconds(10), "refused");
        clock.pass(Duration.ofSeconds(4));

        assertEquals(
                List.of(new RestingKey(2, 3, Duration.ofSeconds(6), "refused")), turns.resting());
        turns.wake();
        assertEquals(List.of(), turns.resting());
    }

    @Test
    void a_rest_is_told_when_it_begins_and_not_when_it_is_made_longer() {
        KeyTurns turns = turns(Rotation.STICKY);
        turns.rest(1, Duration.ofSeconds(10), "refused");
        turns.rest(1, Duration.ofSeconds(20), "refused");
        turns.rest(2, Duration.ZERO, "limited");

        assertEquals(List.of(new RestingKey(2, 3, Duration.ofSeconds(10), "refused")), news);
    }

    @Test
    void an_only_key_is_always_its_own_turn() {
        KeyTurns turns = new KeyTurns(1, Rotation.ROUND_ROBIN, clock, news::add);
        turns.rest(0, Duration.ofHours(1), "refused");

        assertEquals(List.of(0), turns.order());
    }
}
