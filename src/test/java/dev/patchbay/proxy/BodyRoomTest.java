package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.door.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// Room for the bodies of all requests together: here it holds one of a megabyte, and no second.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BodyRoomTest {
    private static final String LARGE =
            "{\"model\":\"m\",\"padding\":\"%s\",%s}".formatted("z".repeat(1 << 20), RawClient.HI);

    private static final String[] ASKING = {
        "Content-Type", "application/json", "x-api-key", House.TOKEN, "Expect", "100-continue"
    };

    private static final Limits TIGHT =
            new Limits(
                    Limits.USUAL.connections(),
                    Limits.USUAL.head(),
                    Limits.USUAL.headPatience(),
                    Limits.USUAL.idle(),
                    LARGE.length() * 3L / 2);

    private final Semaphore asked = new Semaphore(0);
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private RawBackend backend;
    private House house;

    @BeforeEach
    void open() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            while (true) {
                                guest.request();
                                asked.release();
                                answer.await();
                                guest.whole(200, "application/json", RawBackend.WHOLE);
                            }
                        });
        open(Pace.USUAL);
    }

    private void open(Pace pace) throws Exception {
        house = new House(House.inFrontOf(backend.url()), pace, TIGHT);
    }

    @AfterEach
    void close() {
        house.close();
        backend.leave();
    }

    private RawClient asking() throws IOException {
        return new RawClient(house).announce(LARGE.length(), ASKING);
    }

    /// A client that has the room, and has sent nothing yet.
    private RawClient holder() throws IOException {
        RawClient client = asking();
        assertEquals(100, client.head().status());
        return client;
    }

    @Test
    void a_large_request_waits_for_the_one_before_it() throws Exception {
        try (var first = holder();
                var second = asking()) {
            second.socket().setSoTimeout(200);
            assertTrue(second.isSilent());

            assertEquals(200, first.write(LARGE).response().status());
            second.socket().setSoTimeout(20_000);
            assertEquals(100, second.head().status());
            assertEquals(200, second.write(LARGE).response().status());
        }
    }

    @Test
    void a_small_request_passes_those_that_wait() throws Exception {
        try (var first = holder();
                var second = asking()) {
            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());

            assertEquals(200, first.write(LARGE).response().status());
            assertEquals(100, second.head().status());
        }
    }

    @Test
    void one_that_leaves_leaves_its_room_to_the_next() throws Exception {
        try (var second = leaving()) {
            assertEquals(100, second.head().status());
            assertEquals(200, second.write(LARGE).response().status());
        }
    }

    /// One that waits, after the one before it has gone.
    private RawClient leaving() throws IOException {
        try (var _ = holder()) {
            return asking();
        }
    }

    @Test
    void those_that_wait_all_get_their_turn() throws Exception {
        var answers = new ArrayList<Thread>();
        var statuses = new ConcurrentLinkedQueue<Integer>();
        for (int i = 0; i < 8; i++) {
            answers.add(Thread.startVirtualThread(() -> statuses.add(status())));
        }
        for (Thread each : answers) {
            each.join();
        }

        assertEquals(Collections.nCopies(8, 200), new ArrayList<>(statuses));
    }

    private int status() {
        try {
            return RawClient.ask(house, LARGE).status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void one_that_waits_too_long_is_asked_to_come_again() throws Exception {
        house.close();
        open(
                new Pace(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(300),
                        Duration.ZERO));
        answer = new CountDownLatch(1);
        try (var first = new RawClient(house).ask(LARGE)) {
            asked.acquire();
            try (var second = asking()) {
                var refusal = second.response();

                assertEquals(529, refusal.status());
                assertEquals("overloaded_error", refusal.errorType());
                assertEquals("1", refusal.header("retry-after"));
            }
            answer.countDown();
            assertEquals(200, first.response().status());
        }
    }
}
