package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;

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

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An OpenAI client in front of an OpenAI-compatible backend: bytes pass as they came.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenAiRelayTest {
    private static final String CHAT =
            "{ \"model\" : \"m\", \"odd\":[1.0e0]"
                    + " ,\"messages\":[{\"role\":\"user\",\"content\":\"h\\u0069\"}]}";
    private static final String STREAMED = CHAT.replace("{ ", "{ \"stream\":true,");
    private static final String COUNTED =
            CHAT.replace("{ ", "{ \"stream\":true,\"stream_options\":{\"include_usage\":true},");
    private static final String FIRST =
            """
            data: {"id":"c","object":"chat.completion.chunk","model":"real","odd":1.0,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            """;
    private static final String TEXT =
            """
            data: {"id":"c","model":"real","choices":[{"index":0,"delta":{"content":"H\\u0065llo"},"finish_reason":null}]}

            : a comment

            """;
    private static final String FINISH =
            """
            data: {"id":"c","model":"real","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;
    private static final String USAGE =
            """
            data: {"id":"c","model":"real","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":12}}

            """;
    private static final String DONE = "data: [DONE]\n\n";
    private static final String WHOLE =
            """
            {"id":"c","model":"real","choices":[{"index":0,"message":{"role":"assistant","content":"Hello","odd":1.0},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":12}}\
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

    private static BackendSettings at(String id, String url) {
        // Of an unknown server on this computer it is thought that it writes thinking into its
        // text.
        return BackendSettings.of(id, BackendKind.OPENAI, url)
                .withQuirk("thinkTags", BooleanNode.FALSE);
    }

    private static Settings inFrontOf(BackendSettings backend) {
        return Settings.DEFAULT
                .withBackends(List.of(backend))
                .withDefaultAlias(Optional.empty())
                .withAlias(Alias.of("m", Target.of("up", "real")))
                .withPort(0);
    }

    private Settings settings() {
        return inFrontOf(at("up", backend.url("/v1").toString()));
    }

    private Settings rewriting(Edit... edits) {
        BackendSettings up = settings().backends().getFirst();
        return inFrontOf(up.withRewrites(Arrays.stream(edits).map(Rewrite::of).toList()));
    }

    private static MockResponse stream(String... frames) {
        return new MockResponse.Builder()
                .setHeader("content-type", "text/event-stream")
                .setHeader("x-request-id", "theirs")
                .body(String.join("", frames))
                .build();
    }

    private static MockResponse refusal(int status, String message) {
        return AnswerOf.json("{\"error\": {\"message\":\"%s\",\"odd\":1.0}}".formatted(message))
                .newBuilder()
                .code(status)
                .build();
    }

    private static HttpResponse<String> ask(House house, String body, String... more)
            throws Exception {
        try (var visitor = new Visitor(house)) {
            return visitor.chat(body, more);
        }
    }

    private RecordedRequest request() throws Exception {
        return backend.takeRequest(5, TimeUnit.SECONDS);
    }

    private String sent() throws Exception {
        return request().getBody().utf8();
    }

    /// What the backend says, with the name that the client knows.
    private static String told(String... parts) {
        return String.join("", parts).replace("\"real\"", "\"m\"");
    }

    // ------------------------------------------------------------------ as it came

    @Test
    @Proves("openai-chat §9 OpenAI front")
    void an_answer_in_one_piece_passes_and_is_counted() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, CHAT, "openai-organization", "org-1", "x-stainless-lang", "js");

            assertEquals(told(WHOLE), answer.body());
            assertTrue(answer.headers().firstValue("x-request-id").orElse("").startsWith("req_"));
            assertEquals("relay", house.await(Note.Routed.class).lane());
            var ended = house.await(Note.ExchangeEnded.class);
            assertEquals(7, ended.usage().input().orElse(0));
            assertEquals(12, ended.usage().output().orElse(0));
            var request = request();
            assertEquals("/v1/chat/completions", request.getTarget());
            assertEquals(CHAT.replace("\"m\"", "\"real\""), request.getBody().utf8());
            assertEquals("org-1", request.getHeaders().get("openai-organization"));
            assertEquals(List.of(), request.getHeaders().values("authorization"));
        }
    }

    @Test
    @Proves("edge 242")
    void usage_that_the_client_did_not_ask_for_is_asked_for_and_stays_here() throws Exception {
        backend.enqueue(stream(FIRST, TEXT, FINISH, USAGE, DONE));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, STREAMED);

            assertEquals(told(FIRST, TEXT, FINISH, DONE), answer.body());
            assertEquals("theirs", answer.headers().firstValue("x-request-id").orElse(""));
            assertEquals(12, house.await(Note.ExchangeEnded.class).usage().output().orElse(0));
            String wish = ",\"stream_options\":{\"include_usage\":true}}";
            String asked = STREAMED.replace("\"m\"", "\"real\"");
            assertEquals(asked.substring(0, asked.length() - 1) + wish, sent());
        }
    }

    @Test
    @Proves("edge 242")
    void usage_that_the_client_asked_for_passes() throws Exception {
        backend.enqueue(stream(FIRST, TEXT, FINISH, USAGE, DONE));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, COUNTED);

            assertEquals(told(FIRST, TEXT, FINISH, USAGE, DONE), answer.body());
            assertEquals(COUNTED.replace("\"m\"", "\"real\""), sent());
        }
    }

    @Test
    void a_backend_that_knows_no_stream_options_is_asked_again_without() throws Exception {
        backend.enqueue(refusal(400, "Unknown field: stream_options"));
        backend.enqueue(stream(FIRST, TEXT, FINISH, DONE));
        backend.enqueue(stream(FIRST, TEXT, FINISH, DONE));
        try (var house = new House(settings(), Pace.USUAL)) {
            assertEquals(told(FIRST, TEXT, FINISH, DONE), ask(house, STREAMED).body());
            assertEquals(1, house.await(Note.ExchangeEnded.class).retries());
            assertEquals(told(FIRST, TEXT, FINISH, DONE), ask(house, STREAMED).body());
        }
        assertTrue(sent().contains("stream_options"));
        assertEquals(STREAMED.replace("\"m\"", "\"real\""), sent());
        assertEquals(STREAMED.replace("\"m\"", "\"real\""), sent());
    }

    @Test
    void a_complaint_about_what_the_client_said_itself_is_the_clients() throws Exception {
        backend.enqueue(refusal(400, "Unknown field: stream_options"));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, COUNTED);

            assertEquals(400, answer.statusCode());
            assertEquals(
                    "{\"error\": {\"message\":\"Unknown field: stream_options\",\"odd\":1.0}}",
                    answer.body());
            assertEquals(1, backend.getRequestCount());
        }
    }

    @Test
    void a_refusal_passes_with_its_status_and_its_words() throws Exception {
        backend.enqueue(
                refusal(429, "Slow down.").newBuilder().setHeader("retry-after", "70").build());
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, CHAT);

            assertEquals(429, answer.statusCode());
            assertEquals("70", answer.headers().firstValue("retry-after").orElse(""));
            assertEquals("{\"error\": {\"message\":\"Slow down.\",\"odd\":1.0}}", answer.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":2",
                "\"logprobs\":true,\"top_logprobs\":2",
                "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"x\"}",
                "\"functions\":[{\"name\":\"f\"}]",
                "\"x\":1,\"messages\":[{\"role\":\"newer\",\"content\":[{\"type\":\"input_audio\"}]}]"
            })
    void what_only_the_backend_understands_is_the_backends(String more) throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, "{" + more + ",\"model\":\"m\"}");

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("{" + more + ",\"model\":\"real\"}", sent());
        }
    }

    @Test
    void what_was_relayed_is_not_told_as_lost() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        try (var house = new House(settings(), Pace.USUAL)) {
            ask(house, CHAT.replace("\"role\"", "\"name\":\"somebody\",\"role\""));

            assertEquals(List.of(), house.await(Note.ExchangeEnded.class).dropped());
        }
    }

    // ------------------------------------------------------------------ how it ends badly

    @Test
    @Proves("edge 243")
    void a_stream_cut_between_frames_ends_with_an_error_and_is_not_done() throws Exception {
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD).chunk(FIRST + TEXT);
                                });
                var house = new House(inFrontOf(at("up", up.url())), Pace.USUAL)) {
            var answer = ask(house, COUNTED);

            String passed = told(FIRST, TEXT);
            assertTrue(answer.body().startsWith(passed + "data: {\"error\":{"), answer.body());
            assertFalse(answer.body().contains("[DONE]"), answer.body());
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
                                            .chunk(FIRST + TEXT + "data: {\"choi");
                                });
                var house = new House(inFrontOf(at("up", up.url())), Pace.USUAL)) {
            assertThrows(IOException.class, () -> ask(house, STREAMED));

            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    void an_answer_in_one_piece_that_was_cut_is_told_as_an_error() throws Exception {
        try (var up =
                        new RawBackend(
                                guest -> {
                                    guest.request();
                                    guest.send(RawBackend.STREAM_HEAD)
                                            .chunk(WHOLE.substring(0, 60));
                                });
                var house = new House(inFrontOf(at("up", up.url())), Pace.USUAL)) {
            var answer = ask(house, CHAT);

            assertEquals(502, answer.statusCode());
            assertEquals("server_error", Visitor.json(answer).at("/error/type").asText());
        }
    }

    @Test
    void an_error_of_the_backend_inside_its_stream_passes_once() throws Exception {
        String error = "data: {\"error\":{\"message\":\"Broken.\",\"odd\":1.0}}\n\n";
        backend.enqueue(stream(FIRST, TEXT, error));
        try (var house = new House(settings(), Pace.USUAL)) {
            var answer = ask(house, STREAMED);

            assertEquals(told(FIRST, TEXT, error), answer.body());
            assertEquals("failed", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    // ------------------------------------------------------------------ rewrites

    @Test
    void a_rewrite_changes_the_touched_bytes_alone() throws Exception {
        backend.enqueue(AnswerOf.json(WHOLE));
        var settings =
                rewriting(
                        new Edit.AppendToLastUserMessage(", moo"),
                        new Edit.PrependToSystem("Be kind."),
                        new Edit.SetField("seed", IntNode.valueOf(4)),
                        new Edit.DropField("odd"),
                        new Edit.AddHeader("x-title", "Cows"));
        try (var house = new House(settings, Pace.USUAL)) {
            assertEquals(told(WHOLE), ask(house, CHAT).body());

            var request = request();
            assertEquals(
                    "{ \"model\" : \"real\" ,\"messages\":[{\"role\":\"system\",\"content\":\"Be"
                            + " kind.\"},{\"role\":\"user\",\"content\":\"h\\u0069,"
                            + " moo\"}],\"seed\":4}",
                    request.getBody().utf8());
            assertEquals("Cows", request.getHeaders().get("x-title"));
        }
    }

    @Test
    void a_renamed_tool_has_its_other_name_there_and_its_own_name_here() throws Exception {
        backend.enqueue(
                AnswerOf.json(
                        WHOLE.replace(
                                        "\"content\":\"Hello\"",
                                        "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"other\",\"arguments\":\"{}\"}}]")
                                .replace("stop\"", "tool_calls\"")));
        String body =
                CHAT.replace(
                        "{ ",
                        "{ \"tools\":[{\"type\":\"function\",\"odd\":1.0,\"function\":{\"name\":\"own\",\"parameters\":{\"type\":\"object\"}}}],");
        try (var house = new House(rewriting(new Edit.RenameTool("own", "other")), Pace.USUAL)) {
            var answer = Visitor.json(ask(house, body));

            assertEquals(body.replace("own", "other").replace("\"m\"", "\"real\""), sent());
            assertEquals(
                    "own", answer.at("/choices/0/message/tool_calls/0/function/name").asText());
            assertEquals("translate", house.await(Note.Routed.class).lane());
        }
    }

    // ------------------------------------------------------------------ beside other backends

    @Test
    void an_anthropic_target_takes_over_before_the_first_content() throws Exception {
        backend.enqueue(stream(FIRST));
        try (var second = new MockWebServer()) {
            second.start();
            second.enqueue(
                    AnswerOf.json(
                            "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Instead\"}],"
                                + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}"));
            var settings =
                    settings()
                            .withBackend(
                                    BackendSettings.of(
                                            "two",
                                            BackendKind.ANTHROPIC,
                                            second.url("/").toString()))
                            .withAliases(
                                    List.of(
                                            Alias.of(
                                                    "m",
                                                    Target.of("up", "real"),
                                                    Target.of("two", "claude-x"))));
            try (var house = new House(settings, Pace.USUAL)) {
                var answer = ask(house, STREAMED);

                assertTrue(answer.body().contains("Instead"), answer.body());
                assertFalse(answer.body().contains("\"id\":\"c\""), answer.body());
                assertTrue(answer.body().endsWith(DONE), answer.body());
                assertEquals(1, house.await(Note.ExchangeEnded.class).fallbacks());
            }
        }
    }

    @Test
    void the_demo_backend_answers_openai_clients_too() throws Exception {
        try (var house = new House(Settings.DEFAULT.withPort(0), Pace.USUAL)) {
            var whole = Visitor.json(ask(house, CHAT.replace("\"m\"", "\"demo\"")));
            var streamed = ask(house, STREAMED.replace("\"m\"", "\"demo/demo-think\""));

            assertEquals("demo", whole.path("model").asText());
            assertEquals("stop", whole.at("/choices/0/finish_reason").asText());
            assertTrue(streamed.body().contains("reasoning_content"), streamed.body());
            assertTrue(streamed.body().endsWith(DONE), streamed.body());
        }
    }
}
