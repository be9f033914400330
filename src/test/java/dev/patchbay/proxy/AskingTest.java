package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.Proves;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AskingTest {
    private final MockWebServer backend = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private House house() throws Exception {
        return new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL);
    }

    private JsonNode sent() throws Exception {
        RecordedRequest request = backend.takeRequest(5, TimeUnit.SECONDS);
        return Json.read(request.getBody().toByteArray());
    }

    private static MockResponse refusal(String message) {
        return new MockResponse.Builder()
                .code(400)
                .setHeader("content-type", "application/json")
                .body(
                        "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\"}}"
                                .formatted(message))
                .build();
    }

    @Test
    @Proves("openai-chat §6.1 other name after a refusal")
    void a_refused_name_of_the_output_limit_is_changed_once_and_remembered() throws Exception {
        backend.enqueue(
                refusal(
                        "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                                + " 'max_completion_tokens' instead."));
        backend.enqueue(AnswerOf.hello());
        backend.enqueue(AnswerOf.hello());
        try (var house = house();
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());
            assertEquals(1, house.await(Note.ExchangeEnded.class).retries());
            assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());
            assertEquals(0, house.await(Note.ExchangeEnded.class).retries());
        }
        assertTrue(sent().has("max_tokens"));
        JsonNode second = sent();
        assertEquals(10, second.path("max_completion_tokens").asInt());
        assertFalse(second.has("max_tokens"));
        assertEquals(10, sent().path("max_completion_tokens").asInt());
    }

    @Test
    void a_refused_stream_options_is_left_out_once_and_remembered() throws Exception {
        backend.enqueue(refusal("Unknown field: stream_options"));
        backend.enqueue(
                AnswerOf.stream(
                        "{\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}",
                        "[DONE]"));
        try (var house = house();
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", Visitor.STREAMED).statusCode());
        }
        assertTrue(sent().has("stream_options"));
        assertFalse(sent().has("stream_options"));
    }

    @Test
    void a_refusal_that_teaches_nothing_is_told_and_not_repeated() throws Exception {
        backend.enqueue(refusal("max_tokens must be at most 8192"));
        try (var house = house();
                var visitor = new Visitor(house)) {
            HttpResponse<String> answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(400, answer.statusCode());
            assertEquals(1, backend.getRequestCount());
        }
    }

    @Test
    @Proves("openai-chat §6.1 window")
    void an_output_limit_that_cannot_fit_the_window_is_lowered_to_what_is_left() throws Exception {
        String settings =
                """
                {"version":1,"server":{"port":0},"backends":[
                  {"id":"up","kind":"openai","baseUrl":"%s","models":[{"id":"m","window":1000}]}]}\
                """
                        .formatted(backend.url("/v1"));
        backend.enqueue(AnswerOf.hello());
        try (var house = new House(Settings.parse(settings), Pace.USUAL);
                var visitor = new Visitor(house)) {
            visitor.post(
                    "/v1/messages",
                    Visitor.HELLO.replace("\"max_tokens\":10", "\"max_tokens\":5000"));
            var ended = house.await(Note.ExchangeEnded.class);

            assertTrue(
                    ended.dropped().contains("max_tokens above the model's window"),
                    ended.toString());
        }
        int limit = sent().path("max_tokens").asInt();
        assertTrue(900 < limit && limit < 1000, "limit " + limit);
    }

    @Test
    @Proves("openai-chat §5.2 total only")
    void a_total_alone_still_gives_an_output_above_zero() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                        "{\"choices\":[{\"message\":{\"content\":\"Hello there,"
                                + " friend.\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"total_tokens\":30}}"));
        try (var house = house();
                var visitor = new Visitor(house)) {
            JsonNode usage =
                    Visitor.json(visitor.post("/v1/messages", Visitor.HELLO)).path("usage");

            assertTrue(usage.path("input_tokens").asInt() > 0, usage.toString());
            assertTrue(usage.path("output_tokens").asInt() > 0, usage.toString());
            assertTrue(house.await(Note.ExchangeEnded.class).usage().estimated());
        }
    }

    @Test
    @Proves("messages-api §3 max_tokens 0")
    void a_request_that_only_warms_a_cache_is_answered_without_a_backend() throws Exception {
        try (var house = house();
                var visitor = new Visitor(house)) {
            JsonNode message =
                    Visitor.json(
                            visitor.post(
                                    "/v1/messages",
                                    Visitor.HELLO.replace(
                                            "\"max_tokens\":10", "\"max_tokens\":0")));
            String stream =
                    visitor.post(
                                    "/v1/messages",
                                    Visitor.STREAMED.replace(
                                            "\"max_tokens\":10", "\"max_tokens\":0"))
                            .body();

            assertEquals(0, message.path("content").size());
            assertEquals("max_tokens", message.path("stop_reason").asText());
            assertEquals(0, message.at("/usage/output_tokens").asInt());
            assertTrue(message.at("/usage/input_tokens").asInt() > 0);
            assertTrue(
                    stream.contains("\"stop_reason\":\"max_tokens\"")
                            && stream.contains("message_stop"),
                    stream);
            assertEquals(0, backend.getRequestCount());
        }
    }

    @Test
    @Proves("edge 216")
    void parallel_requests_over_one_pool_do_not_mix() throws Exception {
        backend.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String body = request.getBody().utf8();
                        String word = body.replaceAll("(?s).*\"content\":\"(word-\\d+)\".*", "$1");
                        return AnswerOf.json(
                                "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}"
                                        .formatted(word));
                    }
                });
        try (var house = house();
                var visitor = new Visitor(house);
                var many = Executors.newFixedThreadPool(10)) {
            List<Callable<String>> asks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String word = "word-" + i;
                asks.add(
                        () -> {
                            var answer =
                                    visitor.post(
                                            "/v1/messages",
                                            Visitor.HELLO.replace("\"hi\"", "\"" + word + "\""));
                            String said = Visitor.json(answer).at("/content/0/text").asText();
                            return said.equals(word) ? "" : word + " got " + said;
                        });
            }
            for (var each : many.invokeAll(asks)) {
                assertEquals("", each.get());
            }
        }
    }
}
