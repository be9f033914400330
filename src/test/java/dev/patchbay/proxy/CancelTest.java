package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client that leaves ends its backend's work within a second, whatever the backend is doing.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Proves("edge 124")
class CancelTest {
    private static final int TIMES = 100;
    private static final int LONGEST_MILLIS = 1000;

    /// How a client goes.
    enum Farewell {
        CLOSE {
            @Override
            void leave(RawClient client) throws Exception {
                client.close();
            }
        },
        RESET {
            @Override
            void leave(RawClient client) throws Exception {
                client.reset();
            }
        };

        abstract void leave(RawClient client) throws Exception;
    }

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> closed = new LinkedBlockingQueue<>();

    private void saying(RawBackend.Guest guest, String... frames) throws Exception {
        arrived.add(guest.request());
        if (frames.length > 0) {
            guest.send(RawBackend.STREAM_HEAD).frames(frames);
        }
        closed.add(guest.closed());
    }

    private void leaveOften(RawBackend backend, String request, Farewell farewell, String awaited)
            throws Exception {
        try (var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            long longest = 0;
            for (int i = 0; i < TIMES; i++) {
                var client = new RawClient(house).ask(request);
                arrived.take();
                if (!awaited.isEmpty()) {
                    client.head();
                    client.frameWith(awaited);
                }
                longest = Math.max(longest, nanosUntilTold(client, farewell));
                var ended = house.await(Note.ExchangeEnded.class);
                assertEquals("cancelled", ended.outcome());
                assertEquals(499, ended.status());
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(longest);
            assertTrue(millis < LONGEST_MILLIS, millis + " ms until the backend was told");
            house.server().stop();
            assertEquals(0, house.await(Note.DoorClosed.class).cancelled());
        }
    }

    private long nanosUntilTold(RawClient client, Farewell farewell) throws Exception {
        long left = System.nanoTime();
        farewell.leave(client);
        Long seen = closed.poll(20, TimeUnit.SECONDS);
        assertTrue(seen != null, "the backend was never told");
        return seen - left;
    }

    @ParameterizedTest
    @EnumSource(Farewell.class)
    void leaving_a_silent_backend(Farewell farewell) throws Exception {
        try (var backend = new RawBackend(this::saying)) {
            leaveOften(backend, RawClient.STREAMED, farewell, "");
        }
    }

    @ParameterizedTest
    @EnumSource(Farewell.class)
    void leaving_in_the_middle_of_a_stream(Farewell farewell) throws Exception {
        try (var backend =
                new RawBackend(
                        guest ->
                                saying(
                                        guest,
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}"))) {
            leaveOften(backend, RawClient.STREAMED, farewell, "Hel");
        }
    }

    @ParameterizedTest
    @EnumSource(Farewell.class)
    void leaving_before_an_answer_in_one_piece(Farewell farewell) throws Exception {
        try (var backend = new RawBackend(this::saying)) {
            leaveOften(backend, RawClient.WHOLE, farewell, "");
        }
    }

    @Test
    void leaving_while_a_backend_never_stops_talking() throws Exception {
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    try {
                                        while (true) {
                                            guest.text("x".repeat(1000));
                                        }
                                    } catch (java.io.IOException e) {
                                        closed.add(System.nanoTime());
                                    }
                                });
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var client = new RawClient(house).ask(RawClient.STREAMED);
            client.head();
            client.frameWith("xxx");
            assertTrue(nanosUntilTold(client, Farewell.CLOSE) < TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void leaving_after_the_next_request_was_sent_early() throws Exception {
        try (var backend = new RawBackend(this::saying);
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            var client = new RawClient(house).ask(RawClient.STREAMED);
            arrived.take();
            client.ask(RawClient.STREAMED);
            assertTrue(nanosUntilTold(client, Farewell.CLOSE) < TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Test
    void leaving_while_the_connection_is_still_being_made() throws Exception {
        try (var full = new FullDoor();
                var house = new House(House.inFrontOf(full.url()), Pace.USUAL)) {
            new RawClient(house).ask(RawClient.STREAMED).close();

            assertEquals("cancelled", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void leaving_in_the_middle_of_ones_own_request() throws Exception {
        try (var backend = new RawBackend(this::saying);
                var house = new House(House.inFrontOf(backend.url()), Pace.USUAL)) {
            new RawClient(house).announce(100).write("{\"model\":").close();

            assertEquals(499, house.await(Note.Refused.class).status());
            assertEquals(0, backend.connections());
        }
    }
}
