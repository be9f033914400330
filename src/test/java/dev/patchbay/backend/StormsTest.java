package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.AsWritten;
import dev.patchbay.settings.Resilience;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StormsTest {
    private static final ProxyError ERROR =
            ProxyError.of(ProxyError.Kind.UPSTREAM_FAILED, "up: out of order").withStatus(500);

    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Storms storms = new Storms(Resilience.DEFAULT, clock);

    static Resilience settings(int failures, int stormRequests) {
        return new Resilience(1, 5, failures, 30, 300, 30, stormRequests, 10, AsWritten.NOTHING);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            storms.failed("print", ERROR);
        }
    }

    @Test
    void a_request_that_failed_too_often_gets_its_last_error() {
        fail(4);
        assertTrue(storms.calm("print").isEmpty());
        fail(1);

        Storms.Calm calm = storms.calm("print").orElseThrow();
        assertEquals(500, calm.error().status());
        assertTrue(calm.error().message().startsWith("up: out of order"));
        assertEquals(5, calm.failures());
    }

    @Test
    void it_is_told_to_come_back_when_the_first_failure_is_long_enough_ago() {
        fail(1);
        clock.pass(Duration.ofMillis(2_500));
        fail(4);
        clock.pass(Duration.ofSeconds(1));

        assertEquals(OptionalInt.of(7), storms.calm("print").orElseThrow().error().retryAfter());
        clock.pass(Duration.ofMillis(6_500));
        assertTrue(storms.calm("print").isEmpty());
    }

    @Test
    void a_longer_wait_that_the_backend_asked_for_stays() {
        for (int i = 0; i < 5; i++) {
            storms.failed("print", ERROR.withRetryAfter(60));
        }

        assertEquals(OptionalInt.of(60), storms.calm("print").orElseThrow().error().retryAfter());
    }

    @Test
    void failures_that_lie_apart_are_no_storm() {
        for (int i = 0; i < 20; i++) {
            fail(1);
            clock.pass(Duration.ofMillis(2_500));
        }

        assertTrue(storms.calm("print").isEmpty());
    }

    @Test
    void another_request_is_no_part_of_it() {
        fail(5);

        assertTrue(storms.calm("other").isEmpty());
    }

    @Test
    void an_answer_ends_it() {
        fail(5);
        storms.answered("print");

        assertTrue(storms.calm("print").isEmpty());
    }

    @Test
    void only_the_first_is_news() {
        fail(5);

        assertTrue(storms.calm("print").orElseThrow().news());
        assertFalse(storms.calm("print").orElseThrow().news());
    }

    @Test
    void it_is_quiet_where_nothing_failed_lately() {
        assertTrue(storms.quiet());
        fail(1);
        assertFalse(storms.quiet());
        clock.pass(Resilience.DEFAULT.storm());
        assertTrue(storms.quiet());
    }

    @Test
    void a_clock_that_is_set_back_ends_it() {
        fail(5);
        clock.pass(Duration.ofHours(-1));

        assertTrue(storms.calm("print").isEmpty());
    }

    @Test
    void people_see_how_many_there_are_and_can_end_them() {
        fail(5);
        storms.failed("other", ERROR);
        assertEquals(1, storms.count());
        storms.reset();

        assertEquals(0, storms.count());
        assertTrue(storms.calm("print").isEmpty());
    }

    @Test
    void requests_without_end_take_no_memory_without_end() {
        for (int i = 0; i < 2_000; i++) {
            storms.failed("print " + i, ERROR);
        }

        assertTrue(storms.size() <= 256, "kept " + storms.size());
    }

    @Test
    void what_is_switched_off_stops_nobody() {
        var off = new Storms(settings(5, 0), clock);
        for (int i = 0; i < 100; i++) {
            off.failed("print", ERROR);
        }

        assertTrue(off.calm("print").isEmpty());
        assertTrue(off.quiet());
    }
}
