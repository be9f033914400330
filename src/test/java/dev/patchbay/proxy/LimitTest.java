package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.door.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/// How much a client may send, and how long it may take.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LimitTest {
    private static final int MEGABYTE = 1 << 20;
    private static final Pace IMPATIENT =
            new Pace(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(300),
                    Duration.ZERO);

    private static final Limits QUICK =
            new Limits(
                    Limits.USUAL.connections(),
                    Limits.USUAL.head(),
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Limits.USUAL.bodies());

    private RawBackend backend;
    private House house;

    @BeforeEach
    void open() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            while (true) {
                                guest.request();
                                guest.whole(200, "application/json", RawBackend.WHOLE);
                            }
                        });
        house = new House(House.inFrontOf(backend.url()), IMPATIENT, QUICK);
    }

    @AfterEach
    void close() {
        house.close();
        backend.leave();
    }

    private RawClient announcing(long bytes) throws IOException {
        return new RawClient(house).announce(bytes);
    }

    private RawClient announcing(long bytes, String token) throws IOException {
        return new RawClient(house).announce(bytes, "x-api-key", token);
    }

    private static void send(RawClient client, int megabytes) throws IOException {
        byte[] megabyte = new byte[MEGABYTE];
        for (int i = 0; i < megabytes; i++) {
            client.write(megabyte);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 100})
    @Proves({"edge 29", "messages-api §2 body limit", "messages-api §10 request_too_large"})
    void a_client_that_sends_too_much_before_it_listens_still_hears_why(int megabytes)
            throws Exception {
        try (var client = announcing((long) megabytes * MEGABYTE)) {
            send(client, megabytes);
            var answer = client.response();

            assertEquals(413, answer.status());
            assertEquals("request_too_large", answer.errorType());
        }
    }

    @Test
    @Proves("messages-api §2 body limit")
    void a_body_of_unsaid_length_is_held_to_the_limit_too() throws Exception {
        try (var client = new RawClient(house).begin("Transfer-Encoding", "chunked")) {
            for (int i = 0; i < 33; i++) {
                client.write("100000\r\n").write(new byte[MEGABYTE]).write("\r\n");
            }
            client.write("0\r\n\r\n");
            assertEquals(413, client.response().status());
        }
    }

    @Test
    @Proves("messages-api §2 body limit")
    void a_body_that_is_too_large_when_unpacked_is_refused() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 33; i++) {
                gzip.write(new byte[MEGABYTE]);
            }
        }
        try (var client =
                new RawClient(house).announce(packed.size(), "Content-Encoding", "gzip")) {
            assertEquals(413, client.write(packed.toByteArray()).response().status());
        }
    }

    @Test
    void a_body_of_the_full_32_megabytes_is_taken() throws Exception {
        String start = "{\"model\":\"m\",\"padding\":\"";
        String end = "\"," + RawClient.HI + "}";
        String body = start + "z".repeat(32 * MEGABYTE - start.length() - end.length()) + end;

        assertEquals(200, RawClient.ask(house, body).status());
    }

    @Test
    void a_client_that_stops_in_the_middle_of_its_request_is_not_waited_for() throws Exception {
        try (var client = announcing(100).write("{\"model\":")) {
            var answer = client.response();

            assertEquals(408, answer.status());
            assertEquals("timeout_error", answer.errorType());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void a_client_that_sends_slowly_is_waited_for() throws Exception {
        try (var client = announcing(RawClient.WHOLE.length())) {
            for (int i = 0; i < RawClient.WHOLE.length(); i += 16) {
                client.write(
                        RawClient.WHOLE.substring(i, Math.min(i + 16, RawClient.WHOLE.length())));
                house.awaitNone(Note.Refused.class, Duration.ofMillis(100));
            }
            assertEquals(200, client.response().status());
        }
    }

    @Test
    void a_refusal_leaves_the_connection_usable() throws Exception {
        try (var client = announcing(RawClient.WHOLE.length(), "not a token")) {
            assertEquals(401, client.write(RawClient.WHOLE).response().status());
            assertEquals(404, client.post("/v1/foo", RawClient.WHOLE).response().status());
            assertEquals(200, client.ask(RawClient.WHOLE).response().status());
        }
    }

    @Test
    void a_refused_request_that_never_comes_to_its_end_does_not_keep_its_connection()
            throws Exception {
        try (var client = announcing(100, "not a token")) {
            assertEquals(401, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    /// Where the answer is on its way while the body still comes, each try may take another turn.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Expect: a-miracle\r\nContent-Length: %d",
                "Content-Length: %d\r\nTransfer-Encoding: chunked"
            })
    void a_refused_client_may_send_its_body_to_the_end(String headers) throws Exception {
        for (int tries = 0; tries < 100; tries++) {
            try (var client = new RawClient(house)) {
                client.write(
                        "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                                .formatted(
                                        House.TOKEN, headers.formatted(RawClient.WHOLE.length())));
                for (char each : RawClient.WHOLE.toCharArray()) {
                    client.write(String.valueOf(each));
                }
                assertEquals("invalid_request_error", client.response().errorType());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -4",
                "Content-Length: many",
                "Content-Length: 9999999999999999999999999",
                "Content-Length: 30\r\nContent-Length: 40",
                "Content-Length: 30\r\nTransfer-Encoding: chunked"
            })
    void a_request_whose_length_cannot_be_told_is_refused_at_once(String length) throws Exception {
        try (var client = new RawClient(house)) {
            client.write(
                    "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\nContent-Type: application/json\r\n%s\r\n\r\n{}"
                            .formatted(House.TOKEN, length));
            int status = client.response().status();
            assertTrue(status == 400 || status == 413, "status " + status);
        }
    }

    @Test
    void a_head_that_does_not_come_to_its_end_is_not_waited_for() throws Exception {
        try (var client = new RawClient(house)) {
            client.write("GET /health HTTP/1.1\r\n");

            assertEquals(408, client.response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void a_head_that_comes_drop_by_drop_is_not_waited_for() throws Exception {
        try (var client = new RawClient(house)) {
            client.write("GET /health HTTP/1.1\r\n");
            client.socket().setSoTimeout(20);
            int drops = 0;
            while (client.isSilent()) {
                client.write("x-drop: %d\r\n".formatted(drops++));
                assertTrue(drops < 500, "still waited for");
            }
            client.socket().setSoTimeout(20_000);
            assertEquals(408, client.response().status());
        }
    }

    @Test
    void a_body_that_comes_drop_by_drop_is_not_waited_for_either() throws Exception {
        try (var client = announcing(1_000_000)) {
            client.socket().setSoTimeout(20);
            int drops = 0;
            while (client.isSilent()) {
                client.write("z");
                assertTrue(drops++ < 1_500, "still waited for");
            }
            client.socket().setSoTimeout(20_000);
            assertEquals(408, client.response().status());
        }
    }

    @Test
    void a_connection_that_asks_nothing_more_is_closed() throws Exception {
        try (var client = new RawClient(house)) {
            assertEquals(200, client.request("GET", "/health").response().status());
            assertTrue(client.isClosed());
        }
    }

    @Test
    void a_connection_that_never_asks_anything_is_closed() throws Exception {
        try (var client = new RawClient(house)) {
            assertTrue(client.isClosed());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_client_that_goes_on_sending_after_its_refusal_is_not_listened_to_for_ever()
            throws Exception {
        byte[] more = new byte[64 << 10];
        try (var client = new RawClient(house)) {
            client.write("GET /health HTTP/1.1\r\n\r\n");
            assertEquals(400, client.response().status());
            assertThrows(
                    IOException.class,
                    () -> {
                        while (true) {
                            client.write(more);
                        }
                    });
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void beyond_the_most_connections_one_waits_outside_until_another_leaves() throws Exception {
        var few =
                new Limits(
                        2,
                        Limits.USUAL.head(),
                        Limits.USUAL.headPatience(),
                        Limits.USUAL.idle(),
                        Limits.USUAL.bodies());
        try (var small = new House(House.inFrontOf(backend.url()), Pace.USUAL, few);
                var first = new RawClient(small);
                var second = new RawClient(small)) {
            assertEquals(200, first.request("GET", "/health").response().status());
            assertEquals(200, second.request("GET", "/health").response().status());
            try (var third = new RawClient(small)) {
                third.request("GET", "/health").socket().setSoTimeout(200);
                assertTrue(third.isSilent());

                first.socket().close();
                third.socket().setSoTimeout(20_000);
                assertEquals(200, third.response().status());
            }
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_client_that_takes_no_answers_is_not_kept() throws Exception {
        byte[] many =
                "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .repeat(1_000)
                        .getBytes(StandardCharsets.US_ASCII);
        var fresh = new Socket();
        fresh.setReceiveBufferSize(4096);
        try (var client = new RawClient(fresh, house)) {
            // The proxy reads no further while its answers are not taken, so this ends only by its
            // hanging up.
            assertThrows(
                    IOException.class,
                    () -> {
                        while (true) {
                            client.write(many);
                        }
                    });
        }
    }

    @Test
    void a_head_of_64_kilobytes_is_too_much_and_one_of_60_is_not() throws Exception {
        assertEquals(
                200,
                RawClient.ask(house, RawClient.WHOLE, "x-padding", "z".repeat(60_000)).status());
        try (var client = new RawClient(house)) {
            client.request("GET", "/health", "x-padding", "z".repeat(70_000));
            assertEquals(431, client.response().status());
        }
    }

    @Test
    void json_nested_without_end_is_refused() throws Exception {
        var answer = RawClient.ask(house, "{\"model\":" + "[".repeat(200_000));

        assertEquals(400, answer.status());
        assertEquals("invalid_request_error", answer.errorType());
    }
}
