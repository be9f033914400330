package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of the program, for those who are still being answered.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Proves("edge 125")
class ShutdownTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    private static Pace leaving(Duration farewell) {
        return new Pace(
                Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(60), farewell);
    }

    private RawBackend waiting() throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    guest.send(RawBackend.STREAM_HEAD).text("Hel");
                    go.await();
                    guest.text("lo").finish();
                });
    }

    private RawBackend stalling() throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    guest.send(RawBackend.STREAM_HEAD).text("Hel").closed();
                    left.countDown();
                });
    }

    private RawBackend silent() throws Exception {
        return new RawBackend(
                guest -> {
                    guest.request();
                    guest.closed();
                    left.countDown();
                });
    }

    private static Thread stopping(House house) {
        return Thread.ofVirtual().start(() -> house.server().stop());
    }

    @Test
    void an_exchange_under_way_may_end_in_its_own_time() throws Exception {
        try (var backend = waiting();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofSeconds(20)));
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hel");
            int port = house.port();
            var stopping = stopping(house);
            closesFor(port);
            go.countDown();

            assertTrue(client.rest().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
            stopping.join();
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
            assertEquals(0, house.await(Note.DoorClosed.class).cancelled());
        }
    }

    @Test
    void who_makes_room_for_another_waits_for_every_exchange() throws Exception {
        try (var backend = waiting();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofMillis(1)));
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hel");
            int port = house.port();
            var draining = Thread.ofVirtual().start(() -> house.server().drain());
            closesFor(port);
            assertTrue(draining.isAlive(), "it did not wait");
            go.countDown();

            assertTrue(client.rest().endsWith("data: {\"type\":\"message_stop\"}\n\n"));
            draining.join();
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
            assertEquals(0, house.await(Note.DoorClosed.class).cancelled());
        }
    }

    @Test
    void a_stream_that_does_not_end_in_time_is_told_and_closed() throws Exception {
        try (var backend = stalling();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofMillis(100)));
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("Hel");
            var stopping = stopping(house);

            String last = client.frameWith("event: error");
            assertTrue(last.contains("\"overloaded_error\""), last);
            assertTrue(last.contains("shutting down"), last);
            assertEquals("", client.frame());
            stopping.join();
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
            assertEquals(1, house.await(Note.DoorClosed.class).cancelled());
            assertTrue(left.await(1, TimeUnit.SECONDS), "the backend was not told");
        }
    }

    @Test
    void one_who_waits_for_a_silent_backend_gets_a_true_status() throws Exception {
        for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
            try (var backend = silent();
                    var house =
                            new House(
                                    House.inFrontOf(backend.url()),
                                    leaving(Duration.ofMillis(100)));
                    var client = new RawClient(house).ask(request)) {
                house.await(Note.Routed.class);
                var stopping = stopping(house);
                var answer = client.response();

                assertEquals(529, answer.status());
                assertEquals("overloaded_error", answer.errorType());
                assertEquals("5", answer.header("retry-after"));
                assertTrue(left.await(1, TimeUnit.SECONDS), "the backend was not told");
                stopping.join();
            }
        }
    }

    @Test
    void nobody_new_comes_in_not_even_over_a_kept_connection() throws Exception {
        try (var backend = waiting();
                var house =
                        new House(House.inFrontOf(backend.url()), leaving(Duration.ofSeconds(20)));
                var kept = new RawClient(house);
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            assertEquals(200, kept.request("GET", "/health").response().status());
            client.head();
            client.frameWith("Hel");
            int port = house.port();
            var stopping = stopping(house);
            closesFor(port);

            assertEquals(529, kept.ask(RawClient.WHOLE).response().status());
            assertTrue(kept.isClosed());
            go.countDown();
            client.rest();
            stopping.join();
        }
    }

    @Test
    void a_house_that_was_closed_can_be_opened_again() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.whole(200, "application/json", RawBackend.WHOLE);
                                });
                var house = new House(House.inFrontOf(backend.url()), leaving(Duration.ZERO))) {
            house.server().stop();
            assertEquals(0, house.port());
            house.server().start(house.board.settings().server());

            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    /// Comes back when nobody is let in any more.
    private static void closesFor(int port) throws Exception {
        boolean open = true;
        while (open) {
            try (var knocking = new java.net.Socket("127.0.0.1", port)) {
                open = knocking.isConnected();
            } catch (SocketException e) {
                open = false;
            }
        }
    }
}
