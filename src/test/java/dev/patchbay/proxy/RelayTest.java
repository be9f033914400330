package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.Proves;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OwnMark;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An Anthropic client in front of an Anthropic backend.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RelayTest {
    private static final String START =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_up","type":"message","role":"assistant","model":"real","content":[],"stop_reason":null,"usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}}

            """;
    private static final String TEXT =
            """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

            """;
    private static final String END =
            """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":12}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String WHOLE =
            """
            {"id":"msg_up","type":"message","role":"assistant","model":"real","content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":7,"output_tokens":12}}\
            """;

    private final MockWebServer backend = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Settings settings(String... more) throws Exception {
        return inFrontOf(backend.url("/").toString(), more);
    }

    /// An alias `m` that leads to the model `real` of one Anthropic backend.
    ///
    /// @param more members of the backend
    private static Settings inFrontOf(String url, String... more) throws Exception {
        return aliased(url, "{\"backend\":\"up\",\"model\":\"real\"}", more);
    }

    private static Settings aliased(String url, String target, String... more) throws Exception {
        return Settings.parse(
                        """
                        {"version":1,
                        "backends":[{"id":"up","kind":"anthropic","baseUrl":"%s","auth":{"style":"none"}%s}],
                        "aliases":[{"name":"m","targets":[%s]}],"defaultAlias":"m"}\
                        """
                                .formatted(url, more.length == 0 ? "" : "," + more[0], target))
                .withPort(0);
    }

    private static MockResponse stream(String text) {
        return new MockResponse.Builder()
                .setHeader("content-type", "text/event-stream; charset=utf-8")
                .body(text)
                .build();
    }

    private RecordedRequest request() throws Exception {
        return backend.takeRequest(5, TimeUnit.SECONDS);
    }

    private ObjectNode sent() throws Exception {
        return Json.objectOrNull(request().getBody().utf8());
    }

    private static HttpResponse<String> ask(House house, String body, String... more)
            throws Exception {
        try (var visitor = new Visitor(house)) {
            var headers = new java.util.ArrayList<>(List.of("content-type", "application/json"));
            headers.addAll(List.of("x-api-key", House.TOKEN));
            headers.addAll(List.of(more));
            return visitor.send(
                    "POST", "/v1/messages", body.getBytes(), headers.toArray(String[]::new));
        }
    }

    @Test
    void a_stream_passes_and_is_counted() throws Exception {
        backend.enqueue(stream(START + TEXT + END));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, Visitor.STREAMED);

            assertEquals((START + TEXT + END).replace("\"real\"", "\"m\""), answer.body());
            assertEquals("relay", house.await(Note.Routed.class).lane());
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("ok", ended.outcome());
            assertEquals(7, ended.usage().input().orElse(0));
            assertEquals(3, ended.usage().cacheRead().orElse(0));
            assertEquals(12, ended.usage().output().orElse(0));
        }
    }

    @Test
    @Proves({"edge 213", "edge 226", "messages-api §11 relayed"})
    void the_clients_headers_pass_and_our_token_does_not() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = new House(settings(), Pace.USUAL)) {
            ask(
                    house,
                    Visitor.HELLO,
                    "anthropic-beta",
                    "one-2025,oauth-2025-04-20",
                    "anthropic-beta",
                    "two-2025",
                    "anthropic-version",
                    "2023-06-01",
                    "user-agent",
                    "claude-cli/9",
                    "x-stainless-lang",
                    "js",
                    "x-app",
                    "cli",
                    "cookie",
                    "a=b",
                    "x-claude-code-session-id",
                    "s1");

            var headers = request().getHeaders();
            assertEquals(
                    List.of("one-2025,oauth-2025-04-20", "two-2025"),
                    headers.values("anthropic-beta"));
            assertEquals("2023-06-01", headers.get("anthropic-version"));
            assertEquals("claude-cli/9", headers.get("user-agent"));
            assertEquals("js", headers.get("x-stainless-lang"));
            assertEquals("cli", headers.get("x-app"));
            assertNull(headers.get("x-api-key"));
            assertNull(headers.get("cookie"));
            assertNull(headers.get("x-claude-code-session-id"));
            assertFalse(headers.toString().contains(House.TOKEN));
        }
    }

    @Test
    @Proves({"edge 224", "messages-api §7 relayed"})
    void a_refusal_passes_with_its_own_words_and_headers() throws Exception {
        String body =
                "{\"type\":\"error\", \"error\":{\"type\":\"rate_limit_error\",\"message\":\"é\"}}";
        backend.enqueue(
                new MockResponse.Builder()
                        .code(429)
                        .setHeader("content-type", "application/json")
                        .setHeader("retry-after", "60")
                        .setHeader("x-should-retry", "true")
                        .setHeader("request-id", "req_theirs")
                        .setHeader("anthropic-ratelimit-requests-remaining", "0")
                        .setHeader("set-cookie", "a=b")
                        .body(body)
                        .build());
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, Visitor.STREAMED);

            assertEquals(429, answer.statusCode());
            assertEquals(body, answer.body());
            assertEquals(List.of("60"), answer.headers().allValues("retry-after"));
            assertEquals(List.of("true"), answer.headers().allValues("x-should-retry"));
            assertEquals(List.of("req_theirs"), answer.headers().allValues("request-id"));
            assertEquals(
                    List.of("0"),
                    answer.headers().allValues("anthropic-ratelimit-requests-remaining"));
            assertTrue(answer.headers().allValues("set-cookie").isEmpty());
            assertEquals(429, house.await(Note.ExchangeEnded.class).status());
        }
    }

    @Test
    @Proves({"edge 170", "messages-api §4.3 relayed"})
    void thinking_that_another_vendor_signed_is_taken_out_and_nothing_else() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        String mine = "{\"type\":\"thinking\",\"thinking\":\"a\",\"signature\":\"%s\"}";
        String ours = mine.formatted(OwnMark.sign("a", Optional.empty(), Keepsakes.NONE));
        String theirs = mine.formatted("EqQBCgIYAhIM");
        String body =
                "{ \"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},"
                    + "{\"role\":\"assistant\",\"content\":[%s%s,{\"type\":\"text\",\"text\":\"\\u0041\"}]},{\"role\":\"user\",\"content\":\"go"
                    + " on\"}] }";
        try (var house = new House(settings(), Pace.USUAL)) {
            ask(house, body.formatted(ours + ",", theirs));

            assertEquals(
                    body.formatted("", theirs).replace("\"m\"", "\"real\""),
                    request().getBody().utf8());
        }
    }

    @Test
    @Proves("edge 227")
    void a_redirect_is_not_followed() throws Exception {
        backend.enqueue(
                new MockResponse.Builder()
                        .code(302)
                        .setHeader("location", backend.url("/else").toString())
                        .build());
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, Visitor.HELLO);

            assertEquals(502, answer.statusCode());
            assertTrue(answer.body().contains("redirect"), answer.body());
            assertEquals(1, backend.getRequestCount());
        }
    }

    @Test
    void what_only_the_backend_understands_is_the_backends() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        String body = "{\"thread\":{\"type\":\"create\"}," + Visitor.HELLO.substring(1);
        try (var house = new House(settings(), Pace.USUAL)) {
            assertEquals(200, ask(house, body).statusCode());

            assertEquals(body.replace("\"m\"", "\"real\""), request().getBody().utf8());
        }
    }

    // ------------------------------------------------------------------ how it ends badly

    @Test
    void a_stream_cut_between_frames_ends_with_an_error_event() throws Exception {
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).chunk(START + TEXT);
                                });
                var house = new House(inFrontOf(up.url()), Pace.USUAL)) {
            var answer = ask(house, Visitor.STREAMED);

            String passed = (START + TEXT).replace("\"real\"", "\"m\"");
            assertTrue(answer.body().startsWith(passed + "event: error\n"), answer.body());
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void a_stream_cut_inside_a_frame_is_cut_for_the_client_as_well() throws Exception {
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD)
                                            .chunk(START + TEXT + "event: content_bl");
                                });
                var house = new House(inFrontOf(up.url()), Pace.USUAL)) {
            assertThrows(IOException.class, () -> ask(house, Visitor.STREAMED));

            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void an_answer_in_one_piece_that_was_cut_is_no_answer() throws Exception {
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD)
                                            .chunk(WHOLE.substring(0, 90));
                                });
                var house = new House(inFrontOf(up.url()), Pace.USUAL)) {
            var answer = ask(house, Visitor.HELLO);

            assertEquals(502, answer.statusCode());
            assertEquals("error", Visitor.json(answer).path("type").asText());
        }
    }

    @Test
    void an_error_event_of_the_backend_passes_once_and_is_a_failure() throws Exception {
        String error =
                "event: error\n"
                    + "data:"
                    + " {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}\n\n";
        backend.enqueue(stream(START + TEXT + error));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, Visitor.STREAMED);

            assertEquals((START + TEXT + error).replace("\"real\"", "\"m\""), answer.body());
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void what_the_listener_cannot_read_passes_all_the_same() throws Exception {
        String odd = "event: content_block_delta\ndata: {no json at all\n\n";
        backend.enqueue(stream(START + TEXT + odd + END));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, Visitor.STREAMED);

            assertEquals((START + TEXT + odd + END).replace("\"real\"", "\"m\""), answer.body());
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    // ------------------------------------------------------------------ rewrites

    @Test
    void a_rewrite_changes_the_touched_bytes_alone() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        String rewrites =
                """
                "rewrites":[{"kind":"append-to-last-user-message","text":" and say moo"},
                {"kind":"prepend-to-system","text":"Be "},
                {"kind":"set-field","field":"metadata","value":{"a":1}},
                {"kind":"drop-field","field":"odd"},
                {"kind":"add-header","header":"anthropic-beta","value":"three"}]\
                """;
        String body =
                "{ \"model\" : \"m\", \"odd\":[1.0] ,\"max_tokens\":1e1,\"system\":\"k\\u0069nd\","
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"h\\u0069\"}]}";
        try (var house = new House(settings(rewrites), Pace.USUAL)) {
            ask(house, body, "anthropic-beta", "one");

            var request = request();
            assertEquals(
                    "{ \"model\" : \"real\" ,\"max_tokens\":1e1,\"system\":\"Be \\n"
                        + "\\n"
                        + "k\\u0069nd\",\"messages\":[{\"role\":\"user\",\"content\":\"h\\u0069 and"
                        + " say moo\"}],\"metadata\":{\"a\":1}}",
                    request.getBody().utf8());
            assertEquals(List.of("one", "three"), request.getHeaders().values("anthropic-beta"));
        }
    }

    @Test
    void a_renamed_tool_has_its_other_name_there_and_its_own_name_here() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                        WHOLE.replace(
                                "{\"type\":\"text\",\"text\":\"Hello\"}",
                                "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"Other\",\"input\":{\"a\":1}}")));
        String body =
                "{\"model\":\"m\",\"odd\":1.0,\"max_tokens\":10,\"tools\":[{\"name\":\"Own\",\"odd\":2,"
                    + "\"input_schema\":{\"type\":\"object\"}}],"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        String rewrites =
                "\"rewrites\":[{\"kind\":\"rename-tool\",\"from\":\"Own\",\"to\":\"Other\"}]";
        try (var house = new House(settings(rewrites), Pace.USUAL)) {
            var answer = ask(house, body, "anthropic-beta", "one");

            var request = request();
            assertEquals(
                    body.replace("Own", "Other").replace("\"m\"", "\"real\""),
                    request.getBody().utf8());
            assertEquals("one", request.getHeaders().get("anthropic-beta"));
            assertEquals("Own", Visitor.json(answer).at("/content/0/name").asText());
            assertEquals("m", Visitor.json(answer).path("model").asText());
            assertEquals("translate", house.await(Note.Routed.class).lane());
        }
    }

    @Test
    void what_is_fixed_for_a_target_is_set_in_the_bytes() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        String target =
                "{\"backend\":\"up\",\"model\":\"real\",\"temperature\":0.5,\"maxTokens\":5,\"extra\":{\"top_k\":3}}";
        var settings = aliased(backend.url("/").toString(), target);
        try (var house = new House(settings, Pace.USUAL)) {
            ask(house, Visitor.HELLO);

            assertEquals(
                    "{\"model\":\"real\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                        + "\"temperature\":0.5,\"top_k\":3}",
                    request().getBody().utf8());
        }
    }

    // ------------------------------------------------------------------ beside other backends

    @Test
    void an_openai_target_takes_over_before_the_first_content() throws Exception {
        backend.enqueue(stream(START));
        try (var second = new MockWebServer()) {
            second.start();
            second.enqueue(
                    AnswerOf.stream(
                            "{\"choices\":[{\"delta\":{\"content\":\"Instead\"}}]}",
                            "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                            "[DONE]"));
            var settings =
                    settings()
                            .withBackend(
                                    BackendSettings.of(
                                            "two",
                                            BackendKind.OPENAI,
                                            second.url("/v1").toString()))
                            .withAliases(
                                    List.of(
                                            Alias.of(
                                                    "m",
                                                    Target.of("up", "real"),
                                                    Target.of("two", "x"))));
            try (var house = new House(settings, Pace.USUAL)) {
                var answer = ask(house, Visitor.STREAMED);

                assertTrue(answer.body().contains("Instead"), answer.body());
                assertFalse(answer.body().contains("msg_up"), answer.body());
                assertEquals(1, house.await(Note.ExchangeEnded.class).fallbacks());
            }
        }
    }

    @Test
    void a_suffix_that_asks_for_thinking_is_written_into_the_request() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        String target = "{\"backend\":\"up\",\"model\":\"claude-sonnet-4-5\"}";
        try (var house = new House(aliased(backend.url("/").toString(), target), Pace.USUAL)) {
            ask(house, Visitor.HELLO.replace("\"m\"", "\"m:thinking\"").replace("10", "9000"));

            assertEquals("enabled", sent().at("/thinking/type").asText());
        }
    }

    // ------------------------------------------------------------------ beside exchanges

    @Test
    void tokens_are_counted_by_the_backend() throws Exception {
        backend.enqueue(AnswerOf.json("{\"input_tokens\": 4711}"));
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages/count_tokens?beta=true", Visitor.HELLO);

            assertEquals("{\"input_tokens\": 4711}", answer.body());
            var request = request();
            assertEquals("/v1/messages/count_tokens?beta=true", request.getTarget());
            assertEquals(Visitor.HELLO.replace("\"m\"", "\"real\""), request.getBody().utf8());
        }
    }

    @Test
    void tokens_are_estimated_where_the_backend_does_not_count_them() throws Exception {
        backend.enqueue(new MockResponse.Builder().code(500).build());
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages/count_tokens", Visitor.HELLO);

            assertEquals(200, answer.statusCode());
            assertTrue(Visitor.json(answer).path("input_tokens").asInt() > 0);
        }
    }

    @Test
    void files_and_batches_pass_as_they_come() throws Exception {
        backend.enqueue(
                new MockResponse.Builder()
                        .code(201)
                        .setHeader("content-type", "application/octet-stream")
                        .setHeader("request-id", "req_theirs")
                        .body("stored")
                        .build());
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            byte[] form = {1, 2, 3, (byte) 0xff};
            var answer =
                    visitor.send(
                            "POST",
                            "/v1/files?beta=true",
                            form,
                            "content-type",
                            "multipart/form-data; boundary=x",
                            "x-api-key",
                            House.TOKEN);

            assertEquals(201, answer.statusCode());
            assertEquals("stored", answer.body());
            assertEquals("req_theirs", answer.headers().firstValue("request-id").orElse(""));
            var request = request();
            assertEquals("/v1/files?beta=true", request.getTarget());
            assertEquals(
                    "multipart/form-data; boundary=x", request.getHeaders().get("content-type"));
            assertEquals(okio.ByteString.of(form), request.getBody());
            assertNull(request.getHeaders().get("x-api-key"));
            var note = house.await(Note.Forwarded.class);
            assertEquals("/v1/files", note.path());
            assertEquals(201, note.status());
        }
    }

    @Test
    void a_get_passes_too() throws Exception {
        backend.enqueue(AnswerOf.json("{\"data\":[]}"));
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer = visitor.get("/v1/messages/batches?limit=1", "x-api-key", House.TOKEN);

            assertEquals("{\"data\":[]}", answer.body());
            assertEquals("GET", request().getMethod());
        }
    }

    @Test
    void without_an_anthropic_backend_files_are_not_there() throws Exception {
        Settings settings = House.inFrontOf(backend.url("/v1").toString());
        try (var house = new House(settings, Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer = visitor.get("/v1/files", "x-api-key", House.TOKEN);

            assertEquals(404, answer.statusCode());
            assertEquals("not_found_error", Visitor.json(answer).at("/error/type").asText());
        }
    }
}
