package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.Proves;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An OpenAI client in front of an Anthropic backend: all that it hears is told anew.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAiFrontTest {
    private static final String CHAT =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String STREAMED = CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"");
    private static final String START =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_up","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"usage":{"input_tokens":7,"cache_read_input_tokens":3,"output_tokens":1}}}

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
            {"id":"msg_up","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Hello"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":7,"output_tokens":12}}\
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

    private Settings settings() {
        return inFrontOf(backend.url("/").toString());
    }

    private static Settings inFrontOf(String url) {
        return Settings.DEFAULT
                .withBackends(List.of(BackendSettings.of("up", BackendKind.ANTHROPIC, url)))
                .withDefaultAlias(Optional.empty())
                .withAlias(Alias.of("m", Target.of("up", "claude-x")))
                .withPort(0);
    }

    private static MockResponse stream(String text) {
        return new MockResponse.Builder()
                .setHeader("content-type", "text/event-stream; charset=utf-8")
                .body(text)
                .build();
    }

    private static MockResponse refusal(int status, String type) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "application/json")
                .body(
                        "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"No.\"}}"
                                .formatted(type))
                .build();
    }

    private static HttpResponse<String> ask(House house, String body) throws Exception {
        try (var visitor = new Visitor(house)) {
            return visitor.chat(body);
        }
    }

    private JsonNode sent() throws Exception {
        return Json.read(backend.takeRequest(5, TimeUnit.SECONDS).getBody().utf8());
    }

    /// The data of the frames of a stream.
    private static List<String> data(String stream) {
        var data = new ArrayList<String>();
        for (String frame : stream.split("\n\n")) {
            assertTrue(frame.startsWith("data: "), frame);
            data.add(frame.substring(6));
        }
        return data;
    }

    // ------------------------------------------------------------------ answers

    @Test
    @Proves("openai-chat §9 OpenAI front")
    void an_answer_in_one_piece_is_a_chat_completion() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = House.at(settings(), () -> Instant.ofEpochSecond(1_800_000_000))) {
            var answer = ask(house, CHAT);
            var body = Visitor.json(answer);

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("chat.completion", body.path("object").asText());
            assertTrue(body.path("id").asText().matches("chatcmpl-[0-9A-Za-z]{20,}"));
            assertEquals(1_800_000_000, body.path("created").asLong());
            assertEquals("m", body.path("model").asText());
            assertEquals("Hello", body.at("/choices/0/message/content").asText());
            assertEquals("stop", body.at("/choices/0/finish_reason").asText());
            assertEquals(19, body.at("/usage/total_tokens").asInt());
            assertEquals("/v1/messages", backend.takeRequest().getTarget());
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals("ok", ended.outcome());
        }
    }

    @Test
    @Proves("openai-chat §9 OpenAI front")
    void a_stream_is_chunks_of_one_chat_completion_and_done() throws Exception {
        backend.enqueue(stream(START + TEXT + END));
        try (var house = House.at(settings(), () -> Instant.ofEpochSecond(1_800_000_000))) {
            var answer = ask(house, STREAMED);
            var data = data(answer.body());
            var first = Json.read(data.getFirst());

            assertTrue(
                    answer.headers()
                            .firstValue("content-type")
                            .orElse("")
                            .startsWith("text/event-stream"));
            assertEquals("[DONE]", data.getLast());
            assertEquals("assistant", first.at("/choices/0/delta/role").asText());
            assertEquals(1_800_000_000, first.path("created").asLong());
            for (String each : data.subList(0, data.size() - 1)) {
                var chunk = Json.read(each);
                assertEquals("chat.completion.chunk", chunk.path("object").asText());
                assertEquals(first.path("id"), chunk.path("id"));
                assertEquals("m", chunk.path("model").asText());
                assertFalse(chunk.has("usage"), each);
            }
            assertTrue(first.path("id").asText().startsWith("chatcmpl-"), data.getFirst());
            assertEquals("openai", house.await(Note.ExchangeStarted.class).front());
            assertEquals("translate", house.await(Note.Routed.class).lane());
        }
    }

    @Test
    @Proves("edge 242")
    void usage_comes_to_those_who_ask_for_it() throws Exception {
        backend.enqueue(stream(START + TEXT + END));
        try (var house = new House(settings(), Pace.USUAL)) {
            var asking =
                    STREAMED.replace(
                            "{\"stream\"",
                            "{\"stream_options\":{\"include_usage\":true},\"stream\"");
            var data = data(ask(house, asking).body());
            var usage = Json.read(data.get(data.size() - 2));

            assertEquals(0, usage.path("choices").size());
            assertEquals(10, usage.at("/usage/prompt_tokens").asInt());
            assertEquals(3, usage.at("/usage/prompt_tokens_details/cached_tokens").asInt());
            assertEquals(12, usage.at("/usage/completion_tokens").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/chat/completions",
                "//v1/chat/completions",
                "/v1/v1/chat/completions",
                "/v1/chat/completions?x=1"
            })
    void every_way_to_write_the_address_leads_there(String path) throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post(path, CHAT).statusCode());
        }
    }

    @Test
    @Proves("edge 241")
    void calls_and_their_results_go_both_ways() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                        WHOLE.replace("end_turn", "tool_use")
                                .replace(
                                        "{\"type\":\"text\",\"text\":\"Hello\"}",
                                        "{\"type\":\"text\",\"text\":\"I look.\"},"
                                            + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{\"a\":1}},"
                                            + "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"look\",\"input\":{}}")));
        backend.enqueue(AnswerOf.json(WHOLE));
        String tools =
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\"}}}]}";
        try (var house = new House(settings(), Pace.USUAL)) {
            var asked = CHAT.substring(0, CHAT.length() - 1) + tools;
            var message = Visitor.json(ask(house, asked)).at("/choices/0/message");
            var next =
                    asked.replace(
                            "\"hi\"}",
                            "\"hi\"},%s,{\"role\":\"tool\",\"tool_call_id\":\"toolu_1\",\"content\":\"one\"},{\"role\":\"tool\",\"tool_call_id\":\"toolu_2\",\"content\":\"two\"}"
                                    .formatted(message));

            assertEquals("toolu_1", message.at("/tool_calls/0/id").asText());
            assertEquals("{\"a\":1}", message.at("/tool_calls/0/function/arguments").asText());
            assertEquals("toolu_2", message.at("/tool_calls/1/id").asText());
            assertEquals(200, ask(house, next).statusCode());
        }
        assertEquals("look", sent().at("/tools/0/name").asText());
        var messages = sent().path("messages");
        assertEquals("tool_use", messages.at("/1/content/1/type").asText());
        assertEquals("toolu_1", messages.at("/2/content/0/tool_use_id").asText());
        assertEquals("toolu_2", messages.at("/2/content/1/tool_use_id").asText());
    }

    @Test
    void a_renamed_tool_has_its_other_name_there_and_its_own_name_here() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                        WHOLE.replace(
                                "{\"type\":\"text\",\"text\":\"Hello\"}",
                                "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"other\",\"input\":{}}")));
        String asked =
                CHAT.replace(
                        "{\"model\"",
                        "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"own\",\"parameters\":{\"type\":\"object\"}}}],\"model\"");
        try (var house = new House(rewriting(new Edit.RenameTool("own", "other")), Pace.USUAL)) {
            var body = Visitor.json(ask(house, asked));

            assertEquals("own", body.at("/choices/0/message/tool_calls/0/function/name").asText());
            assertEquals("other", sent().at("/tools/0/name").asText());
        }
    }

    @Test
    void a_rewrite_finds_its_place_in_what_an_openai_client_says() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        var settings =
                rewriting(
                        new Edit.AppendToSystem("Say moo."),
                        new Edit.AppendToLastUserMessage(" and then?"));
        try (var house = new House(settings, Pace.USUAL)) {
            ask(house, CHAT.replace("[{", "[{\"role\":\"system\",\"content\":\"Be kind.\"},{"));

            var sent = sent();
            assertTrue(sent.path("system").toString().contains("Be kind.\\n\\nSay moo."));
            assertTrue(sent.path("messages").toString().contains("hi and then?"));
        }
    }

    private Settings rewriting(Edit... edits) {
        BackendSettings up = settings().backends().getFirst();
        return settings()
                .withBackend(
                        up.withRewrites(java.util.Arrays.stream(edits).map(Rewrite::of).toList()));
    }

    // ------------------------------------------------------------------ signs of life, bad ends

    @Test
    @Proves("edge 244")
    void a_silent_backend_is_bridged_with_comments_behind_the_first_chunk() throws Exception {
        var quick =
                new Pace(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        Duration.ZERO);
        var heard = new CountDownLatch(1);
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD);
                                    heard.await();
                                    guest.chunk(START + TEXT + END).send("0\r\n\r\n");
                                });
                var house = new House(inFrontOf(up.url()), quick);
                var client = new RawClient(house).post(Visitor.CHAT, STREAMED)) {
            client.head();
            String first = client.frame();
            assertTrue(first.contains("\"role\":\"assistant\""), first);
            for (int i = 0; i < 3; i++) {
                assertEquals(": ping", client.frame());
            }
            heard.countDown();
            String rest = client.rest();
            assertTrue(rest.contains("Hello"), rest);
            assertTrue(rest.endsWith("data: [DONE]\n\n"), rest);
            assertFalse(rest.contains("\"role\""), rest);
        }
    }

    @Test
    @Proves("edge 243")
    void a_stream_that_breaks_off_ends_in_an_error_and_is_not_done() throws Exception {
        backend.enqueue(stream(START + TEXT));
        try (var house = new House(settings(), Pace.USUAL)) {
            var data = data(ask(house, STREAMED).body());
            var last = Json.read(data.getLast());

            assertEquals("server_error", last.at("/error/type").asText());
            assertFalse(last.at("/error/message").asText().isEmpty());
            assertTrue(data.get(data.size() - 2).contains("Hello"), data.toString());
            assertFalse(data.toString().contains("\"finish_reason\":\"stop\""), data.toString());
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @ParameterizedTest
    @Proves("openai-chat §9 error")
    @CsvSource({
        "400, invalid_request_error, 400, invalid_request_error, invalid_request",
        "401, authentication_error, 401, authentication_error, invalid_api_key",
        "402, billing_error, 402, insufficient_quota, insufficient_quota",
        "403, permission_error, 403, permission_error, permission_denied",
        "404, not_found_error, 404, invalid_request_error, not_found",
        "413, request_too_large, 413, invalid_request_error, request_too_large",
        "500, api_error, 500, server_error, server_error",
        "529, overloaded_error, 503, server_error, overloaded"
    })
    void what_a_backend_refuses_has_openais_shape_and_status(
            int theirs, String word, int status, String type, String code) throws Exception {
        backend.enqueue(refusal(theirs, word));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, CHAT);
            var error = Visitor.json(answer).path("error");

            assertEquals(status, answer.statusCode(), answer.body());
            assertEquals(type, error.path("type").asText());
            assertEquals(code, error.path("code").asText());
            assertTrue(error.path("message").asText().contains("No."), answer.body());
            assertTrue(error.has("param"), answer.body());
            assertEquals(status, house.await(Note.ExchangeEnded.class).status());
        }
    }

    @Test
    void a_limited_rate_says_how_long_to_wait() throws Exception {
        backend.enqueue(
                refusal(429, "rate_limit_error")
                        .newBuilder()
                        .setHeader("retry-after", "7")
                        .build());
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, CHAT);

            assertEquals(429, answer.statusCode());
            assertEquals("7", answer.headers().firstValue("retry-after").orElse(""));
            assertEquals("rate_limit_exceeded", Visitor.json(answer).at("/error/code").asText());
        }
    }

    @Test
    void a_prompt_that_is_too_long_has_the_code_that_clients_look_for() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt"
                                    + " is too long: 300000 tokens > 200000 maximum\"}}")
                        .newBuilder()
                        .code(400)
                        .build());
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, CHAT);

            assertEquals(400, answer.statusCode());
            assertEquals(
                    "context_length_exceeded", Visitor.json(answer).at("/error/code").asText());
        }
    }

    @ParameterizedTest
    @Proves("openai-chat §9 refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n\":2 | n",
                "\"logprobs\":true | logprobs",
                "\"audio\":{\"voice\":\"x\",\"format\":\"wav\"} | audio"
            })
    void what_a_translation_would_lose_is_refused_by_name(String field, String param)
            throws Exception {
        refuses("{" + field + "," + CHAT.substring(1), param);
    }

    @Test
    @Proves("edge 246")
    void sound_is_refused_where_it_would_have_to_be_translated() throws Exception {
        String sound = "[{\"type\":\"input_audio\",\"input_audio\":{}}]";
        refuses(CHAT.replace("\"hi\"", sound), "messages.0.content.0");
    }

    private void refuses(String body, String param) throws Exception {
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, body);
            var error = Visitor.json(answer).path("error");

            assertEquals(400, answer.statusCode(), answer.body());
            assertEquals("invalid_request_error", error.path("type").asText());
            assertEquals(param, error.path("param").asText(), answer.body());
            assertEquals(0, backend.getRequestCount());
            assertEquals("refused", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    // ------------------------------------------------------------------ at the door

    @Test
    void a_token_is_wanted_and_its_lack_told_in_openais_shape() throws Exception {
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            for (String path : new String[] {Visitor.CHAT, "/v1/models"}) {
                var answer =
                        visitor.send(
                                path.equals(Visitor.CHAT) ? "POST" : "GET",
                                path,
                                path.equals(Visitor.CHAT) ? CHAT.getBytes() : new byte[0],
                                "content-type",
                                "application/json",
                                "authorization",
                                "Bearer nonsense");
                var error = Visitor.json(answer).path("error");

                assertEquals(401, answer.statusCode());
                assertEquals("invalid_api_key", error.path("code").asText());
                assertFalse(answer.body().contains("nonsense"), answer.body());
            }
        }
    }

    @Test
    void every_answer_carries_the_id_of_its_request() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        backend.enqueue(stream(START + TEXT + END));
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answers =
                    List.of(
                            visitor.chat(CHAT),
                            visitor.chat(STREAMED),
                            visitor.chat("[]"),
                            visitor.get("/v1/models", "authorization", "Bearer " + House.TOKEN));
            for (var answer : answers) {
                String id = answer.headers().firstValue("x-request-id").orElse("");
                assertTrue(id.matches("req_[0-9A-Za-z]{20,}"), answer.body());
                assertTrue(answer.headers().firstValue("request-id").isEmpty());
            }
            assertNotEquals(
                    answers.get(0).headers().firstValue("x-request-id"),
                    answers.get(1).headers().firstValue("x-request-id"));
            assertEquals(
                    answers.get(2).headers().firstValue("x-request-id").orElse(""),
                    Visitor.json(answers.get(2)).path("request_id").asText());
        }
    }

    @ParameterizedTest
    @Proves({"edge 119", "edge 120", "edge 205"})
    @CsvSource({
        "POST, /v1/responses, 404, not_found",
        "POST, /v1/embeddings, 404, not_found",
        "GET, /elsewhere, 404, not_found",
        "GET, /v1/models/nothing, 404, not_found",
        "GET, /v1/chat/completions, 405, method_not_allowed",
        "POST, /v1/models, 405, method_not_allowed"
    })
    void what_is_not_there_is_told_in_openais_shape(
            String method, String path, int status, String code) throws Exception {
        Settings other =
                settings()
                        .withBackend(
                                BackendSettings.of(
                                        "two", BackendKind.OPENAI, "http://127.0.0.1:9/v1"));
        try (var house = new House(other, Pace.USUAL);
                var visitor = new Visitor(house)) {
            var answer =
                    visitor.send(
                            method,
                            path,
                            new byte[0],
                            "content-type",
                            "application/json",
                            "authorization",
                            "Bearer " + House.TOKEN);

            assertEquals(status, answer.statusCode(), answer.body());
            assertEquals(code, Visitor.json(answer).at("/error/code").asText());
            assertEquals(
                    status == 405,
                    answer.headers().firstValue("allow").isPresent(),
                    answer.headers().toString());
        }
    }

    @Test
    void a_model_that_leads_nowhere_is_not_found() throws Exception {
        Settings other =
                settings()
                        .withBackend(
                                BackendSettings.of(
                                        "two", BackendKind.OPENAI, "http://127.0.0.1:9/v1"));
        try (var house = new House(other, Pace.USUAL)) {
            var answer = ask(house, CHAT.replace("\"m\"", "\"nothing\""));

            assertEquals(404, answer.statusCode());
            assertEquals("model_not_found", Visitor.json(answer).at("/error/code").asText());
            assertTrue(answer.body().contains("nothing"), answer.body());
        }
    }

    @Test
    void models_are_there_with_and_without_the_version() throws Exception {
        try (var house = new House(settings(), Pace.USUAL);
                var visitor = new Visitor(house)) {
            String[] token = {"authorization", "Bearer " + House.TOKEN};
            var page = Visitor.json(visitor.get("/v1/models", token));

            assertEquals("list", page.path("object").asText());
            assertEquals("m", page.at("/data/0/id").asText());
            assertEquals("up", page.at("/data/0/owned_by").asText());
            assertEquals(page, Visitor.json(visitor.get("/models", token)));
            assertEquals(page, Visitor.json(visitor.get("/v1/models/", token)));
            assertEquals(page.at("/data/0"), Visitor.json(visitor.get("/models/m", token)));
        }
    }
}
