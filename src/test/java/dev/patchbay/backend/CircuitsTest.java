package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.backend.Circuits.Pass;
import dev.patchbay.settings.Resilience;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CircuitsTest {
    private static final int ENOUGH = Resilience.DEFAULT.failures();
    private static final Duration OPEN = Resilience.DEFAULT.open();

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Circuits circuits = new Circuits(Resilience.DEFAULT, clock);

    private boolean fail(String model) {
        return circuits.failed(model, circuits.enter(model));
    }

    private void open(String model) {
        for (int i = 0; i < ENOUGH; i++) {
            fail(model);
        }
        assertEquals(Pass.SHUT, circuits.enter(model));
    }

    @Test
    void failures_in_a_row_open_a_circuit_and_only_the_last_says_so() {
        for (int i = 1; i < ENOUGH; i++) {
            assertFalse(fail("m"));
            assertEquals(Pass.FREE, circuits.enter("m"));
        }

        assertTrue(fail("m"));
        assertEquals(Pass.SHUT, circuits.enter("m"));
        assertFalse(fail("m"));
    }

    @Test
    void an_answer_in_between_begins_the_row_anew() {
        for (int i = 1; i < ENOUGH; i++) {
            fail("m");
        }
        assertFalse(circuits.answered("m"));

        assertFalse(fail("m"));
    }

    @Test
    void every_model_has_a_circuit_of_its_own() {
        open("m");

        assertEquals(Pass.FREE, circuits.enter("n"));
    }

    @Test
    void after_a_while_one_request_is_the_trial_and_the_others_stay_out() {
        open("m");
        clock.pass(OPEN.minusMillis(1));
        assertEquals(Pass.SHUT, circuits.enter("m"));
        clock.pass(Duration.ofMillis(1));

        assertEquals(Pass.TRIAL, circuits.enter("m"));
        assertEquals(Pass.SHUT, circuits.enter("m"));
    }

    @Test
    void a_trial_that_succeeds_closes_the_circuit() {
        open("m");
        clock.pass(OPEN);
        circuits.enter("m");

        assertTrue(circuits.answered("m"));
        assertEquals(Pass.FREE, circuits.enter("m"));
        assertEquals(List.of(), circuits.open());
    }

    @Test
    void a_trial_that_fails_opens_it_for_as_long_again() {
        open("m");
        clock.pass(OPEN);

        assertFalse(fail("m"));
        clock.pass(OPEN.minusMillis(1));
        assertEquals(Pass.SHUT, circuits.enter("m"));
        clock.pass(Duration.ofMillis(1));
        assertEquals(Pass.TRIAL, circuits.enter("m"));
    }

    @Test
    void a_trial_whose_client_left_is_another_requests() {
        open("m");
        clock.pass(OPEN);
        circuits.left("m", circuits.enter("m"));

        assertEquals(Pass.TRIAL, circuits.enter("m"));
    }

    @Test
    void a_trial_that_nobody_hears_of_does_not_keep_others_out_for_ever() {
        open("m");
        clock.pass(OPEN);
        assertEquals(Pass.TRIAL, circuits.enter("m"));
        clock.pass(OPEN);

        assertEquals(Pass.TRIAL, circuits.enter("m"));
    }

    @Test
    void who_was_asked_in_spite_of_it_does_not_keep_it_open_for_longer() {
        open("m");
        clock.pass(OPEN.minusSeconds(1));
        fail("m");
        circuits.left("m", circuits.enter("m"));
        clock.pass(Duration.ofSeconds(1));

        assertEquals(Pass.TRIAL, circuits.enter("m"));
    }

    @Test
    void who_was_asked_in_spite_of_it_and_got_an_answer_closes_it() {
        open("m");

        assertTrue(circuits.answered("m"));
        assertEquals(Pass.FREE, circuits.enter("m"));
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_it_open() {
        open("m");
        clock.pass(Duration.ofHours(-1));

        assertEquals(Pass.TRIAL, circuits.enter("m"));
    }

    @Test
    void people_see_what_is_open_and_for_how_long() {
        open("m");
        clock.pass(Duration.ofSeconds(10));
        open("n");

        assertEquals(
                List.of(
                        new Circuits.Open("m", ENOUGH, OPEN.minusSeconds(10)),
                        new Circuits.Open("n", ENOUGH, OPEN)),
                circuits.open());
        clock.pass(OPEN);
        assertEquals(Duration.ZERO, circuits.open().getFirst().left());
    }

    @Test
    void a_reset_closes_all() {
        open("m");

        assertEquals(1, circuits.reset().size());
        assertEquals(Pass.FREE, circuits.enter("m"));
    }

    @Test
    void names_without_end_take_no_memory_without_end_and_no_open_circuits_place() {
        open("m");
        for (int i = 0; i < 5_000; i++) {
            fail("name " + i);
        }

        assertTrue(circuits.size() <= 1_000, "kept " + circuits.size());
        assertEquals(Pass.SHUT, circuits.enter("m"));
        open("n");
    }

    @Test
    void no_number_of_failures_opens_what_is_switched_off() {
        var off = new Circuits(StormsTest.settings(0, 0), clock);
        for (int i = 0; i < 100; i++) {
            assertFalse(off.failed("m", off.enter("m")));
        }

        assertEquals(Pass.FREE, off.enter("m"));
    }
}
