package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DemoBackendTest {
    private static final OpenAiCodec CODEC =
            new OpenAiCodec(new BoundedKeepsakes(1 << 16), () -> "x");

    @RegisterExtension static final IoThread IO = new IoThread();

    private final DemoBackend quick = new DemoBackend(CODEC, Duration.ZERO);
    private final DemoBackend paced = new DemoBackend(CODEC, Duration.ofMillis(1));

    @Test
    void it_speaks_openai() {
        assertEquals(Dialect.OPENAI, quick.dialect());
    }

    @Test
    void a_stream_is_told_on_the_io_thread_from_head_to_end() throws InterruptedException {
        var answer =
                play(paced, DemoBody.to("demo").with("stream_options", "{\"include_usage\":true}"));
        answer.await("end");
        assertEquals(List.of("head", "bytes", "end"), answer.told());
        assertEquals(200, answer.status());
        assertEquals("text/event-stream", answer.headers().first("content-type").orElseThrow());
        answer.threads().forEach(thread -> assertSame(IO.get(), thread));
        assertTrue(text(answer).contains("“Hello there”"));
        assertTrue(frames(answer).getLast().path("usage").path("completion_tokens").asInt() > 10);
        assertTrue(answer.body().endsWith("data: [DONE]\n\n"));
    }

    @Test
    void pauses_part_the_bytes() throws InterruptedException {
        var answer = play(paced, DemoBody.to("demo"));
        answer.await("end");
        assertTrue(answer.tellings() > 20, () -> answer.tellings() + " tellings");
    }

    @Test
    void a_stream_without_a_wish_for_usage_has_none() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo"));
        answer.await("end");
        assertFalse(answer.body().contains("usage"));
    }

    @Test
    void the_same_request_has_the_same_bytes() throws InterruptedException {
        var body = DemoBody.saying("think, then use the tool look").tool("look");
        var first = play(quick, body);
        var second = play(paced, body);
        first.await("end");
        second.await("end");
        assertEquals(first.body(), second.body());
    }

    @Test
    void an_answer_in_one_piece_is_the_same_answer() throws InterruptedException {
        var streamed = play(quick, DemoBody.to("demo"));
        var whole = play(quick, DemoBody.to("demo").whole());
        streamed.await("end");
        whole.await("end");
        var reply = object(whole);
        assertEquals("application/json", whole.headers().first("content-type").orElseThrow());
        assertEquals(text(streamed), reply.at("/choices/0/message/content").asText());
        assertEquals("stop", reply.at("/choices/0/finish_reason").asText());
        assertTrue(reply.at("/usage/prompt_tokens").asInt() > 0);
    }

    @Test
    void a_tool_call_arrives_whole() throws InterruptedException {
        var answer =
                play(
                        quick,
                        DemoBody.to("demo-tools")
                                .tool("look", "{\"type\":\"object\",\"required\":[\"at\"]}"));
        answer.await("end");
        var arguments = new StringBuilder();
        for (JsonNode frame : frames(answer)) {
            arguments.append(frame.at("/choices/0/delta/tool_calls/0/function/arguments").asText());
        }
        assertEquals("{\"at\":\"demo\"}", arguments.toString());
        assertEquals(
                "tool_calls", frames(answer).getLast().at("/choices/0/finish_reason").asText());
    }

    @Test
    void a_failure_is_a_status_with_a_body() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-fail-429"));
        answer.await("end");
        assertEquals(List.of("head", "bytes", "end"), answer.told());
        assertEquals(429, answer.status());
        assertEquals("2", answer.headers().first("retry-after").orElseThrow());
        assertEquals("rate_limit_exceeded", object(answer).at("/error/code").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "demo-fail-400, BAD_REQUEST",
        "demo-fail-401, UNAUTHORIZED",
        "demo-fail-402, BILLING",
        "demo-fail-403, FORBIDDEN",
        "demo-fail-404, NOT_FOUND",
        "demo-fail-408, TIMED_OUT",
        "demo-fail-413, TOO_LARGE",
        "demo-fail-422, BAD_REQUEST",
        "demo-fail-429, RATE_LIMITED",
        "demo-fail-500, UPSTREAM_FAILED",
        "demo-fail-502, UPSTREAM_FAILED",
        "demo-fail-503, OVERLOADED",
        "demo-fail-529, OVERLOADED",
        "demo-fail-quota, BILLING",
    })
    void a_failure_reads_like_a_real_one(String model, ProxyError.Kind kind)
            throws InterruptedException {
        var answer = play(quick, DemoBody.to(model));
        answer.await("end");
        var error = CODEC.error(answer.status(), answer.headers(), answer.body(), "Demo");
        assertEquals(kind, error.kind());
        assertEquals(-1, error.message().indexOf('<'), error.message());
    }

    @Test
    void an_overflow_is_worded_so_that_clients_shorten_the_conversation()
            throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-fail-overflow"));
        answer.await("end");
        var error = CODEC.error(answer.status(), answer.headers(), answer.body(), "Demo");
        assertTrue(error.message().contains("prompt is too long"), error.message());
    }

    @Test
    void a_cut_fails_after_some_bytes() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-cut"));
        answer.await("failed TRUNCATED");
        assertEquals(List.of("head", "bytes", "failed TRUNCATED"), answer.told());
        assertFalse(answer.body().contains("[DONE]"));
    }

    @Test
    void an_unreachable_backend_has_no_head() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-unreachable"));
        answer.await("failed UNREACHABLE");
        assertEquals(List.of("failed UNREACHABLE"), answer.told());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-stall", "demo-silent"})
    void a_stall_tells_no_end_and_can_be_closed(String model) throws Exception {
        var answer = new RecordedAnswer();
        Upstream upstream = open(quick, DemoBody.to(model), answer);
        if (model.equals("demo-stall")) {
            answer.await("bytes");
        }
        onIo(upstream::resume);
        onIo(upstream::close);
        assertFalse(answer.told().contains("end"));
    }

    @Test
    void an_unfinished_stream_ends_without_its_sign() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-unfinished"));
        answer.await("end");
        assertFalse(answer.body().contains("[DONE]"));
        assertFalse(answer.body().contains("\"finish_reason\":\""));
    }

    @Test
    void an_error_in_the_stream_is_its_last_word() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-error-in-stream"));
        answer.await("end");
        assertTrue(frames(answer).getLast().path("error").has("message"));
    }

    @Test
    void a_garbled_line_is_among_good_ones() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-garbled"));
        answer.await("end");
        long broken = data(answer).stream().filter(line -> Json.objectOrNull(line) == null).count();
        assertEquals(1, broken);
        assertTrue(answer.body().endsWith("data: [DONE]\n\n"));
    }

    @Test
    void a_garbled_answer_in_one_piece_cannot_be_read() throws InterruptedException {
        var answer = play(quick, DemoBody.to("demo-garbled").whole());
        answer.await("end");
        assertNull(Json.objectOrNull(answer.body()));
    }

    @Test
    void nothing_is_told_after_a_close() throws Exception {
        var upstream = new AtomicReference<Upstream>();
        var answer = new RecordedAnswer().onBytes(() -> upstream.get().close());
        onIo(() -> upstream.set(paced.open(IO.get(), post(DemoBody.to("demo")), answer)));
        answer.await("bytes");
        // Whatever was due to follow would have come on this thread first.
        var later = new CompletableFuture<Void>();
        IO.get()
                .executeAfter(
                        () -> later.complete(null), 50, java.util.concurrent.TimeUnit.MILLISECONDS);
        later.get();
        assertEquals(2, answer.tellings());
    }

    @Test
    void a_close_before_the_beginning_keeps_it_silent() throws Exception {
        var answer = new RecordedAnswer();
        var performance = new DemoPerformance(IO.get(), answer, Duration.ZERO);
        performance.close();
        performance.play(DemoScript.of(DemoBody.to("demo").request()), new DemoVoice.Mute());
        assertEquals(List.of(), answer.told());
    }

    @Test
    void a_pause_holds_the_rest_back_until_resumed() throws Exception {
        var upstream = new AtomicReference<Upstream>();
        var answer = new RecordedAnswer().onBytes(() -> upstream.get().pause());
        onIo(() -> upstream.set(quick.open(IO.get(), post(DemoBody.to("demo")), answer)));
        answer.await("bytes");
        onIo(() -> {});
        assertEquals(2, answer.tellings(), "a head and one piece");
        answer.onBytes(() -> {});
        onIo(upstream.get()::resume);
        answer.await("end");
        assertTrue(answer.body().endsWith("data: [DONE]\n\n"));
    }

    @Test
    void a_pause_and_a_resume_inside_every_telling_lose_and_double_nothing() throws Exception {
        var plain = play(quick, DemoBody.to("demo"));
        plain.await("end");
        var upstream = new AtomicReference<Upstream>();
        var answer =
                new RecordedAnswer()
                        .onBytes(
                                () -> {
                                    upstream.get().pause();
                                    upstream.get().resume();
                                });
        onIo(() -> upstream.set(paced.open(IO.get(), post(DemoBody.to("demo")), answer)));
        answer.await("end");
        assertEquals(plain.body(), answer.body());
        assertEquals(List.of("head", "bytes", "end"), answer.told());
    }

    @Test
    void a_pause_before_the_beginning_holds_it_back() throws Exception {
        var answer = new RecordedAnswer();
        var upstream = new AtomicReference<Upstream>();
        var performance = new DemoPerformance(IO.get(), answer, Duration.ZERO);
        onIo(
                () -> {
                    performance.pause();
                    performance.resume();
                    performance.pause();
                    performance.play(List.of(DemoFault.of(500)), new DemoVoice.Mute());
                });
        assertEquals(List.of(), answer.told());
        upstream.set(performance);
        onIo(upstream.get()::resume);
        answer.await("end");
        assertEquals(List.of("head", "bytes", "end"), answer.told());
    }

    @Test
    void its_models_are_listed() throws InterruptedException {
        var answer = new RecordedAnswer();
        quick.open(IO.get(), Outgoing.get("/models?limit=1000"), answer);
        answer.await("end");
        var ids = new ArrayList<String>();
        object(answer).path("data").forEach(model -> ids.add(model.path("id").asText()));
        assertEquals(DemoCue.models(), ids);
        assertTrue(ids.containsAll(List.of("demo", "demo-think", "demo-fail-401")));
    }

    @Test
    void another_path_is_a_404_that_names_it() throws InterruptedException {
        var answer = new RecordedAnswer();
        quick.open(IO.get(), Outgoing.get("/embeddings"), answer);
        answer.await("end");
        assertEquals(404, answer.status());
        assertTrue(answer.body().contains("/embeddings"));
    }

    @Test
    void a_body_that_is_no_request_is_a_400() throws InterruptedException {
        var answer = new RecordedAnswer();
        quick.open(IO.get(), Outgoing.post("/chat/completions", new byte[] {'{'}), answer);
        answer.await("end");
        assertEquals(400, answer.status());
    }

    private static RecordedAnswer play(Backend backend, DemoBody body) {
        var answer = new RecordedAnswer();
        open(backend, body, answer);
        return answer;
    }

    private static Upstream open(Backend backend, DemoBody body, Answer answer) {
        return backend.open(IO.get(), post(body), answer);
    }

    private static Outgoing post(DemoBody body) {
        return Outgoing.post("/chat/completions", body.bytes());
    }

    private static void onIo(Runnable action) throws Exception {
        CompletableFuture.runAsync(action, IO.get()::execute).get();
    }

    private static String text(RecordedAnswer answer) {
        var text = new StringBuilder();
        frames(answer).forEach(f -> text.append(f.at("/choices/0/delta/content").asText()));
        return text.toString();
    }

    private static ObjectNode object(RecordedAnswer answer) {
        return assertObject(answer.body());
    }

    private static List<ObjectNode> frames(RecordedAnswer answer) {
        return data(answer).stream().map(DemoBackendTest::assertObject).toList();
    }

    private static List<String> data(RecordedAnswer answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    private static ObjectNode assertObject(String json) {
        var object = Json.objectOrNull(json);
        assertNotNull(object, json);
        return object;
    }
}
