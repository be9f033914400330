package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.door.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// How much may come in at once, over all clients.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrowdTest {
    private static final int KILOBYTE = 1 << 10;
    private static final int CONNECTIONS = 8;
    private static final Limits SMALL =
            new Limits(
                    CONNECTIONS,
                    Limits.USUAL.head(),
                    Limits.USUAL.headPatience(),
                    Limits.USUAL.idle(),
                    128 * KILOBYTE);

    /// What the backend may say: one answer for each permit.
    private final Semaphore answers = new Semaphore(0);

    private RawBackend backend;
    private House house;

    @BeforeEach
    void open() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            while (guest.awaitsRequest()) {
                                guest.request();
                                answers.acquire();
                                guest.whole(200, "application/json", RawBackend.WHOLE);
                            }
                        });
        house = new House(House.inFrontOf(backend.url()), Pace.USUAL, SMALL);
    }

    @AfterEach
    void close() {
        house.close();
        backend.close();
    }

    private static String body(int kilobytes) {
        return "{\"model\":\"m\",\"padding\":\"%s\",%s}"
                .formatted("z".repeat(kilobytes * KILOBYTE), RawClient.HI);
    }

    @Test
    void the_limits_are_those_that_were_promised() {
        assertEquals(
                new Limits(
                        4096,
                        64 * 1024,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        BodyBudget.of(Runtime.getRuntime().maxMemory())),
                Limits.USUAL);
    }

    @Test
    void there_is_room_for_an_eighth_of_the_heap_and_for_one_body_in_any_case() {
        assertEquals(40L << 20, BodyBudget.of(320L << 20));
        assertEquals(128L << 20, BodyBudget.of(8L << 30));
        assertEquals((32L << 20) + 1, BodyBudget.of(64L << 20));
    }

    @Test
    void one_connection_too_many_waits_until_another_closes() throws Exception {
        var inside = new ArrayList<RawClient>();
        for (int i = 0; i < CONNECTIONS; i++) {
            var client = new RawClient(house);
            inside.add(client);
            assertEquals(200, client.request("GET", "/health").response().status());
        }
        try (var outside = new RawClient(house).request("GET", "/health")) {
            outside.socket().setSoTimeout(200);
            assertTrue(outside.isSilent());

            inside.removeFirst().close();
            outside.socket().setSoTimeout(20_000);
            assertEquals(200, outside.response().status());
        } finally {
            for (RawClient each : inside) {
                each.close();
            }
        }
    }

    @Test
    void bodies_that_are_too_much_together_take_turns() throws Exception {
        try (var first = new RawClient(house).ask(body(100))) {
            house.await(Note.Routed.class);
            try (var second = new RawClient(house).ask(body(100))) {
                second.socket().setSoTimeout(200);
                assertTrue(second.isSilent());
                assertEquals(1, backend.connections());

                answers.release(2);
                assertEquals(200, first.response().status());
                second.socket().setSoTimeout(20_000);
                assertEquals(200, second.response().status());
            }
            allGone();
        }
    }

    @Test
    void a_packed_body_counts_by_what_is_in_it() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body(200).getBytes(StandardCharsets.UTF_8));
        }
        try (var client = packed(packed.toByteArray())) {
            assertEquals(529, client.response().status());
        }
    }

    /// Waits until no exchange is under way.
    private void allGone() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (house.server().underWay() > 0) {
            assertTrue(System.nanoTime() < until, "an exchange goes on and on");
            Thread.onSpinWait();
        }
    }

    private RawClient packed(byte[] bytes) throws IOException {
        return new RawClient(house).announce(bytes.length, "Content-Encoding", "gzip").write(bytes);
    }

    /// How a request may end.
    private enum End {
        ANSWERED,
        COUNTED,
        NOT_JSON,
        NOT_PACKED,
        NOT_UNDERSTOOD,
        LEFT
    }

    @ParameterizedTest
    @EnumSource
    void what_a_body_took_is_given_back_however_its_request_ends(End end) throws Exception {
        for (int i = 0; i < 3; i++) {
            try (var client = new RawClient(house)) {
                switch (end) {
                    case ANSWERED -> {
                        answers.release();
                        assertEquals(200, client.ask(body(100)).response().status());
                        allGone();
                    }
                    case COUNTED ->
                            assertEquals(
                                    200,
                                    client.post("/v1/messages/count_tokens", body(100))
                                            .response()
                                            .status());
                    case NOT_JSON ->
                            assertEquals(
                                    400, client.ask(body(100).substring(1)).response().status());
                    case NOT_PACKED -> {
                        try (var packed = packed(new byte[100 * KILOBYTE])) {
                            assertEquals(400, packed.response().status());
                        }
                    }
                    case NOT_UNDERSTOOD -> {
                        String wrong = body(100).replace("\"user\"", "\"nobody\"");
                        assertEquals(400, client.ask(wrong).response().status());
                        allGone();
                    }
                    case LEFT -> {
                        client.announce(100 * KILOBYTE).write("{");
                        client.socket().shutdownOutput();
                        house.await(Note.Refused.class, it -> it.status() == 499);
                    }
                }
            }
        }
    }
}
