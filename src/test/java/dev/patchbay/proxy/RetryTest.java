package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Resilience;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What is tried again without the client's knowing, and what is not.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RetryTest {
    private static final String TOO_MANY = "{\"error\":{\"message\":\"slow down\"}}";

    @Test
    void a_connection_that_went_stale_is_replaced_once() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                    if (guest.number() == 1) {
                                        // Takes the next request as well, and breaks.
                                        guest.request();
                                        guest.reset();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house)) {
            assertEquals(200, client.ask(RawClient.WHOLE).response().status());
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());

            assertEquals(200, client.ask(RawClient.WHOLE).response().status());
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("ok", ended.outcome());
            assertEquals(1, ended.retries());
            assertEquals(2, backend.connections());
        }
    }

    @Test
    void a_kept_connection_that_the_backend_closed_is_not_used_again() throws Exception {
        var closing = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                    if (guest.number() == 1) {
                                        closing.await();
                                        guest.socket().shutdownOutput();
                                        guest.closed();
                                        closed.countDown();
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL);
                var client = new RawClient(house)) {
            assertEquals(200, client.ask(RawClient.WHOLE).response().status());
            house.await(Note.ExchangeEnded.class);
            closing.countDown();
            assertTrue(closed.await(20, TimeUnit.SECONDS), "the closed connection was kept");

            assertEquals(200, client.ask(RawClient.WHOLE).response().status());
            assertEquals(0, house.await(Note.ExchangeEnded.class).retries());
        }
    }

    @Test
    void a_backend_that_breaks_every_time_is_asked_twice_and_no_more() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.reset();
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            assertEquals(502, RawClient.ask(house, RawClient.STREAMED).status());
            assertEquals(2, backend.connections());
            assertEquals(1, house.await(Note.ExchangeEnded.class).retries());
        }
    }

    @Test
    @Proves("messages-api §10 no retry after a byte")
    void once_a_byte_of_an_answer_came_nothing_is_tried_again() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send("H");
                                    guest.reset();
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            assertEquals(502, RawClient.ask(house, RawClient.STREAMED).status());
            assertEquals(1, backend.connections());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void the_settings_say_how_often_it_is_asked_again(int retries) throws Exception {
        try (var backend =
                new RawBackend(
                        guest -> {
                            guest.request();
                            guest.reset();
                        })) {
            try (var house = house(backend, Resilience.DEFAULT.withRetries(retries))) {
                assertEquals(502, RawClient.ask(house, RawClient.STREAMED).status());
                assertEquals(retries + 1, backend.connections());
            }
        }
    }

    private static House house(RawBackend backend, Resilience resilience) throws Exception {
        var settings = House.inFrontOf(backend.url());
        var firm = settings.backends().getFirst().withResilience(resilience);
        return new House(settings.withBackend(firm), Pace.USUAL);
    }

    private static RawBackend limiting(String retryAfter, int times) throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    if (guest.number() <= times) {
                        guest.send(
                                "HTTP/1.1 429 X\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(retryAfter, TOO_MANY.length(), TOO_MANY));
                    } else {
                        guest.whole(200, "application/json", RawBackend.WHOLE);
                    }
                });
    }

    @Test
    void a_short_rate_limit_is_waited_out() throws Exception {
        try (var backend = limiting("Retry-After: 1\r\n", 1);
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            long began = System.nanoTime();
            assertEquals(200, RawClient.ask(house, RawClient.STREAMED).status());
            assertTrue(System.nanoTime() - began >= 1_000_000_000L, "it was asked too early");
            assertEquals(1, house.await(Note.ExchangeEnded.class).retries());
        }
    }

    @Test
    void a_retry_names_its_backend_by_the_id_that_its_route_has() throws Exception {
        try (var backend = limiting("Retry-After: 0\r\n", 1)) {
            var settings = House.inFrontOf(backend.url());
            var named = settings.backends().getFirst().withName("A Name for People");
            try (var house = new House(settings.withBackend(named), Pace.USUAL)) {
                assertEquals(200, RawClient.ask(house, RawClient.STREAMED).status());

                String routed = house.await(Note.Routed.class).backend();
                assertEquals("up", routed);
                assertEquals(routed, house.await(Note.Retried.class).backend());
            }
        }
    }

    @Test
    void a_short_rate_limit_is_waited_out_once_only() throws Exception {
        try (var backend = limiting("Retry-After: 0\r\n", 9);
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            assertEquals(429, answer.status());
            assertEquals("0", answer.header("retry-after"));
            assertEquals(2, backend.connections());
        }
    }

    @Test
    void a_long_rate_limit_is_the_clients_to_wait_out() throws Exception {
        for (String retryAfter : new String[] {"Retry-After: 6\r\n", ""}) {
            try (var backend = limiting(retryAfter, 1);
                    var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
                assertEquals(429, RawClient.ask(house, RawClient.WHOLE).status());
                assertEquals(1, backend.connections());
            }
        }
    }

    @Test
    void the_settings_say_what_a_short_rate_limit_is() throws Exception {
        try (var backend = limiting("Retry-After: 1\r\n", 1);
                var house = house(backend, Resilience.DEFAULT.withRetryAfterSeconds(0))) {
            var answer = RawClient.ask(house, RawClient.WHOLE);

            assertEquals(429, answer.status());
            assertEquals("1", answer.header("retry-after"));
        }
    }

    @Test
    void each_target_of_a_chain_may_ask_for_a_short_wait() throws Exception {
        try (var first = limiting("Retry-After: 0\r\n", 9);
                var second = limiting("Retry-After: 0\r\n", 1);
                var house = new House(House.chain(first.url(), second.url()), Pace.USUAL)) {
            assertEquals(200, RawClient.ask(house, RawClient.STREAMED).status());

            assertEquals(2, first.connections());
            assertEquals(2, second.connections());
        }
    }

    @Test
    void a_client_that_leaves_while_a_rate_limit_is_waited_out_ends_it() throws Exception {
        try (var backend = limiting("Retry-After: 5\r\n", 1);
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var client = new RawClient(house).ask(RawClient.STREAMED);
            house.await(Note.Retried.class);
            client.close();

            assertEquals("cancelled", house.await(Note.ExchangeEnded.class).outcome());
            assertEquals(1, backend.connections());
        }
    }

    @Test
    void a_field_that_a_backend_does_not_know_is_left_out_the_second_time() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    if (guest.number() == 1) {
                                        guest.whole(
                                                400,
                                                "application/json",
                                                "{\"error\":{\"message\":\"Unsupported parameter:"
                                                    + " 'max_tokens'. Use 'max_completion_tokens'"
                                                    + " instead.\"}}");
                                        guest.request();
                                    }
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
            assertEquals(1, house.await(Note.ExchangeEnded.class).retries());
        }
    }
}
