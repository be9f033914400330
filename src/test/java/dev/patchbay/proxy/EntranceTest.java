package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EntranceTest {
    private final MockWebServer backend = new MockWebServer();
    private House house;
    private Visitor visitor;

    @BeforeEach
    void open() throws Exception {
        backend.start();
        house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL);
        visitor = new Visitor(house);
    }

    @AfterEach
    void close() {
        visitor.close();
        house.close();
        backend.close();
    }

    private HttpResponse<String> hello(String... headers) throws Exception {
        return visitor.send(
                "POST", "/v1/messages", Visitor.HELLO.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Test
    @Proves({"edge 1", "edge 3", "messages-api §1 any version"})
    void any_version_is_let_in_and_so_is_none() throws Exception {
        for (String version : List.of("2023-06-01", "2026-10-21", "2031-01-01")) {
            backend.enqueue(AnswerOf.hello());
            assertEquals(
                    200,
                    hello(
                                    "content-type",
                                    "application/json",
                                    "anthropic-version",
                                    version,
                                    "authorization",
                                    "Bearer " + House.TOKEN)
                            .statusCode());
        }
        backend.enqueue(AnswerOf.hello());
        assertEquals(
                200,
                hello("content-type", "application/json", "x-api-key", House.TOKEN).statusCode());
    }

    @Test
    @Proves({"edge 2", "messages-api §1 either credential"})
    void of_two_credentials_one_good_one_is_enough() throws Exception {
        backend.enqueue(AnswerOf.hello());
        backend.enqueue(AnswerOf.hello());
        assertEquals(
                200,
                hello(
                                "content-type",
                                "application/json",
                                "x-api-key",
                                "other",
                                "authorization",
                                "Bearer " + House.TOKEN)
                        .statusCode());
        assertEquals(
                200,
                hello(
                                "content-type",
                                "application/json",
                                "x-api-key",
                                House.TOKEN,
                                "authorization",
                                "Bearer other")
                        .statusCode());
    }

    @Test
    void without_a_right_token_nobody_comes_in_and_the_refusal_says_how_to() throws Exception {
        var none = hello("content-type", "application/json");
        var wrong = hello("content-type", "application/json", "x-api-key", "nonsense");

        assertEquals(401, none.statusCode());
        assertEquals(401, wrong.statusCode());
        assertEquals("authentication_error", Visitor.json(wrong).at("/error/type").asText());
        assertTrue(wrong.body().contains("patchbay token"), wrong.body());
        assertTrue(!wrong.body().contains("nonsense"), "a refusal must not repeat what was shown");
        assertEquals(0, backend.getRequestCount());
    }

    @Test
    void the_third_way_to_show_a_token_is_our_own_header() throws Exception {
        backend.enqueue(AnswerOf.hello());
        assertEquals(
                200,
                hello("content-type", "application/json", "x-patchbay-token", House.TOKEN)
                        .statusCode());
    }

    @ParameterizedTest
    @Proves({"edge 4", "edge 217", "edge 218", "messages-api §2 messages"})
    @ValueSource(
            strings = {
                "/v1/messages",
                "/v1/messages?beta=true",
                "//v1/messages",
                "/v1/v1/messages"
            })
    void every_way_to_write_the_address_of_messages_leads_there(String path) throws Exception {
        backend.enqueue(AnswerOf.hello());
        assertEquals(200, visitor.post(path, Visitor.HELLO).statusCode());
    }

    @Test
    @Proves({"edge 28", "messages-api §2 content-encoding"})
    void a_packed_body_is_unpacked_and_an_unknown_packing_refused() throws Exception {
        backend.enqueue(AnswerOf.hello());
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Visitor.HELLO.getBytes(StandardCharsets.UTF_8));
        }
        var good =
                visitor.send(
                        "POST",
                        "/v1/messages",
                        packed.toByteArray(),
                        "content-type",
                        "application/json",
                        "content-encoding",
                        "gzip",
                        "x-api-key",
                        House.TOKEN);
        var unknown =
                hello(
                        "content-type",
                        "application/json",
                        "content-encoding",
                        "zstd",
                        "x-api-key",
                        House.TOKEN);

        assertEquals(200, good.statusCode());
        assertEquals(400, unknown.statusCode());
        assertEquals(
                "request_body_encoding_unsupported",
                Visitor.json(unknown).at("/error/details/error_code").asText());
    }

    @Test
    @Proves({"edge 29", "messages-api §2 body limit"})
    void a_body_of_33_megabytes_is_too_large() throws Exception {
        // The body is refused by its announced length, so the answer may come before it was sent
        // whole.
        try (var socket = new java.net.Socket("127.0.0.1", house.port())) {
            socket.setSoTimeout(10_000);
            String head =
                    "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nx-api-key: %s\r\n"
                                    .formatted(House.TOKEN)
                            + "Content-Length: %d\r\n\r\n".formatted(33L << 20);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readNBytes(400), StandardCharsets.UTF_8);

            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("request_too_large"), answer);
        }
    }

    @ParameterizedTest
    @Proves("edge 30")
    @ValueSource(strings = {"[]", "\"x\"", "{\"model\":\"m\",", "", "nonsense"})
    void a_body_that_is_no_object_is_refused_with_a_reason(String body) throws Exception {
        var answer = visitor.post("/v1/messages", body);

        assertEquals(400, answer.statusCode());
        assertEquals("invalid_request_error", Visitor.json(answer).at("/error/type").asText());
        assertTrue(
                answer.body().contains("JSON object") || answer.body().contains("not valid JSON"),
                answer.body());
    }

    @Test
    @Proves("edge 30")
    void broken_json_is_refused_with_the_place_of_the_fault() throws Exception {
        var answer = visitor.post("/v1/messages", "{\n  \"model\": nonsense\n}");

        assertTrue(answer.body().contains("line 2"), answer.body());
    }

    @Test
    @Proves({"edge 32", "messages-api §11 expect and chunked"})
    void a_client_that_waits_for_permission_gets_it_and_chunked_bodies_are_read() throws Exception {
        backend.enqueue(AnswerOf.hello());
        try (var socket = new java.net.Socket("127.0.0.1", house.port())) {
            socket.setSoTimeout(10_000);
            String head =
                    "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nx-api-key: %s\r\n"
                                    .formatted(House.TOKEN)
                            + "Expect: 100-continue\r\n"
                            + "Transfer-Encoding: chunked\r\n"
                            + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String permission =
                    new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", permission);

            String chunk = "%x\r\n%s\r\n0\r\n\r\n".formatted(Visitor.HELLO.length(), Visitor.HELLO);
            socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200 OK"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void what_a_foreign_page_could_send_unasked_is_refused_by_its_content_type(String type)
            throws Exception {
        assertEquals(400, hello("content-type", type, "x-api-key", House.TOKEN).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1.evil.example",
                "http://evil.example:5225"
            })
    void a_request_from_a_foreign_page_is_refused(String origin) throws Exception {
        var answer =
                hello(
                        "content-type",
                        "application/json",
                        "x-api-key",
                        House.TOKEN,
                        "origin",
                        origin);

        assertEquals(403, answer.statusCode());
        assertEquals("permission_error", Visitor.json(answer).at("/error/type").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost@evil",
                "",
                "localhost:x"
            })
    void a_request_under_a_name_that_is_not_ours_is_refused(String host) throws Exception {
        int status = RawClient.get(house, "/health", "Host", host).status();

        assertTrue(status == 403 || status == 400, "status " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:5225",
                "127.0.0.1",
                "127.0.0.1:9",
                "[::1]:5225",
                "localhost."
            })
    void our_own_names_are_known_in_every_spelling(String host) throws Exception {
        assertEquals(200, RawClient.get(house, "/health", "Host", host).status());
    }

    @Test
    @Proves({"edge 117", "messages-api §7 request-id"})
    void an_error_carries_its_request_id_in_the_header_and_in_the_body() throws Exception {
        var answer = visitor.post("/v1/messages", "[]");
        String id = answer.headers().firstValue("request-id").orElse("");

        assertTrue(id.matches("req_[0-9A-Za-z]{20,}"), id);
        assertEquals(id, Visitor.json(answer).path("request_id").asText());
    }

    @Test
    @Proves({"messages-api §7 request-id", "messages-api §7 no invented limits"})
    void an_answer_carries_its_request_id_and_no_invented_limits() throws Exception {
        backend.enqueue(AnswerOf.hello());
        backend.enqueue(AnswerOf.hello());
        var one = visitor.post("/v1/messages", Visitor.HELLO);
        var two = visitor.post("/v1/messages", Visitor.HELLO);

        assertNotEquals(
                one.headers().firstValue("request-id"), two.headers().firstValue("request-id"));
        assertTrue(
                one.headers().map().keySet().stream()
                        .noneMatch(name -> name.startsWith("anthropic-ratelimit")));
    }

    @ParameterizedTest
    @Proves({"edge 119", "messages-api §2 unknown", "messages-api §2 other addresses"})
    @ValueSource(
            strings = {
                "/v1/foo",
                "/v1/messages/batches",
                "/v1/files",
                "/v1/skills",
                "/v1/complete",
                "/elsewhere"
            })
    void an_unknown_address_is_told_as_json(String path) throws Exception {
        var answer = visitor.post(path, "{}");

        assertEquals(404, answer.statusCode());
        assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
        assertEquals("not_found_error", Visitor.json(answer).at("/error/type").asText());
    }

    @Test
    @Proves("edge 120")
    void a_wrong_method_is_told_as_json_with_the_right_one() throws Exception {
        var answer = visitor.get("/v1/messages", "x-api-key", House.TOKEN);

        assertEquals(405, answer.statusCode());
        assertEquals("POST", answer.headers().firstValue("allow").orElse(""));
        assertEquals("error", Visitor.json(answer).path("type").asText());
    }

    @ParameterizedTest
    @Proves({"edge 206", "messages-api §2 probes"})
    @ValueSource(strings = {"/", "/api/hello", "/health"})
    void probes_are_answered_without_a_token(String path) throws Exception {
        var got = visitor.get(path);
        var headed = visitor.send("HEAD", path, new byte[0]);

        assertEquals(200, got.statusCode());
        assertEquals(200, headed.statusCode());
        assertEquals("", headed.body());
    }

    @Test
    void who_asks_for_the_head_alone_is_refused_without_a_body() throws Exception {
        try (var client = new RawClient(house)) {
            client.request("HEAD", "/v1/messages", "Host", "evil.example");

            assertEquals(403, client.head().status());
            assertEquals(200, client.request("GET", "/health").response().status());
        }
    }

    @Test
    void health_tells_version_uptime_and_state_and_nothing_else() throws Exception {
        var health = Visitor.json(visitor.get("/health"));

        assertEquals(3, health.size());
        assertEquals("test", health.path("version").asText());
        assertEquals("running", health.path("state").asText());
        assertTrue(health.path("uptimeSeconds").isInt());
    }

    @ParameterizedTest
    @Proves({"edge 207", "messages-api §2 telemetry"})
    @ValueSource(
            strings = {"/api/event_logging/batch", "/api/event_logging/v2/batch", "/api/whatever"})
    void telemetry_ends_here(String path) throws Exception {
        var answer =
                visitor.send(
                        "POST",
                        path,
                        "{\"events\":[]}".getBytes(StandardCharsets.UTF_8),
                        "content-type",
                        "application/json");

        assertEquals(204, answer.statusCode());
        assertEquals(0, backend.getRequestCount());
    }

    @Test
    @Proves({
        "edge 214",
        "edge 215",
        "messages-api §11 credentials",
        "messages-api §11 version and beta",
        "messages-api §11 client's own",
        "messages-api §11 claude-code",
        "messages-api §11 accept-encoding"
    })
    void nothing_of_the_clients_headers_reaches_a_translated_backend() throws Exception {
        backend.enqueue(AnswerOf.hello());
        var answer =
                hello(
                        "content-type", "application/json",
                        "x-api-key", House.TOKEN,
                        "authorization", "Bearer client-own-credential",
                        "anthropic-version", "2026-10-21",
                        "anthropic-beta", "a,b",
                        "anthropic-dangerous-direct-browser-access", "true",
                        "x-app", "cli",
                        "x-stainless-retry-count", "2",
                        "x-claude-code-session-id", "run-1",
                        "user-agent", "claude-cli/2.1.0 (external)",
                        "accept-encoding", "br, gzip",
                        "cookie", "a=b");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("content-encoding").isEmpty());

        var sent = backend.takeRequest(5, TimeUnit.SECONDS);
        List<String> names =
                sent.getHeaders().names().stream().map(String::toLowerCase).sorted().toList();
        assertEquals(
                List.of(
                        "accept",
                        "accept-encoding",
                        "content-length",
                        "content-type",
                        "host",
                        "user-agent"),
                names);
        assertEquals("identity", sent.getHeaders().get("accept-encoding"));
        assertEquals("Patchbay", sent.getHeaders().get("user-agent"));

        var started = house.await(Note.ExchangeStarted.class);
        assertEquals("claude-cli/2.1.0", started.client());
        assertEquals("run-1", started.clientRun().orElse(""));
    }

    @Test
    @Proves("messages-api §8 headers")
    void a_stream_says_what_it_is_and_is_never_packed() throws Exception {
        backend.enqueue(
                AnswerOf.stream(
                        "{\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}",
                        "[DONE]"));
        var answer =
                visitor.send(
                        "POST",
                        "/v1/messages",
                        Visitor.STREAMED.getBytes(StandardCharsets.UTF_8),
                        "content-type",
                        "application/json",
                        "accept-encoding",
                        "gzip",
                        "x-api-key",
                        House.TOKEN);

        assertEquals(
                "text/event-stream; charset=utf-8",
                answer.headers().firstValue("content-type").orElse(""));
        assertEquals("no-cache", answer.headers().firstValue("cache-control").orElse(""));
        assertTrue(answer.headers().firstValue("content-encoding").isEmpty());
    }
}
