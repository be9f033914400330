package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.Settings;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okio.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// Backends that repeat the key they refuse, to clients who must not have it.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class RepeatedKeysTest {
    private static final String KEY = "hush!first\"key&of-the-test";
    private static final String REFUSAL =
            "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"Bearer"
                    + " hush!first\\\"key&of-the-test, no\"}}";

    private final MockWebServer backend = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Settings inFrontOf(BackendKind kind) {
        var up = BackendSettings.of("up", kind, backend.url("/").toString());
        return Settings.DEFAULT
                .withBackends(List.of(up))
                .withDefaultAlias(Optional.of("up/m"))
                .withPort(0);
    }

    private House house(BackendKind kind) throws Exception {
        var house = new House(inFrontOf(kind), Pace.USUAL);
        house.secrets.add(Secret.of(KEY));
        return house;
    }

    private void answers(MockResponse answer) {
        backend.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer;
                    }
                });
    }

    private static MockResponse.Builder refusal() {
        return new MockResponse.Builder().code(401).setHeader("content-type", "application/json");
    }

    private static void isMasked(String text) {
        assertFalse(text.contains("hush") || text.contains("of-the-test"), text);
    }

    @Test
    void a_translated_refusal_shows_nothing_of_it_and_neither_do_the_notes() throws Exception {
        answers(refusal().body(REFUSAL).build());
        try (var house = house(BackendKind.OPENAI);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(401, answer.statusCode());
            isMasked(answer.body());
            isMasked(house.await(Note.ExchangeEnded.class).error().orElseThrow());
        }
    }

    @Test
    void a_relayed_refusal_keeps_its_words_and_its_length_without_it() throws Exception {
        // In two parts, so that the key is whole in neither.
        answers(refusal().body(REFUSAL).throttleBody(96, 20, TimeUnit.MILLISECONDS).build());
        try (var house = house(BackendKind.ANTHROPIC);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(401, answer.statusCode());
            assertEquals(REFUSAL.length(), answer.body().length());
            assertTrue(answer.body().contains("****, no\"}}"), answer.body());
            isMasked(answer.body());
            isMasked(house.await(Note.ExchangeEnded.class).error().orElseThrow());
        }
    }

    @Test
    void a_packed_refusal_is_told_in_our_own_words() throws Exception {
        var packed = new Buffer().write(gzip(REFUSAL));
        answers(refusal().setHeader("content-encoding", "gzip").body(packed).build());
        try (var house = house(BackendKind.ANTHROPIC);
                var visitor = new Visitor(house)) {
            HttpResponse<String> answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(401, answer.statusCode());
            assertEquals(
                    "authentication_error",
                    Visitor.json(answer).at("/error/type").asText(),
                    answer.body());
            isMasked(answer.body());
        }
    }

    @Test
    void a_refusal_of_what_is_no_exchange_is_masked_as_well() throws Exception {
        answers(refusal().body(REFUSAL).throttleBody(96, 20, TimeUnit.MILLISECONDS).build());
        try (var house = house(BackendKind.ANTHROPIC);
                var visitor = new Visitor(house)) {
            var answer = visitor.get("/v1/files", "x-api-key", House.TOKEN);

            assertEquals(401, answer.statusCode());
            assertEquals(REFUSAL.length(), answer.body().length());
            isMasked(answer.body());
        }
    }

    @Test
    void a_long_refusal_of_what_is_no_exchange_passes_to_its_end() throws Exception {
        String talk = "x".repeat(200_000) + "the end";
        answers(refusal().body(REFUSAL + talk).build());
        try (var house = house(BackendKind.ANTHROPIC);
                var visitor = new Visitor(house)) {
            var answer = visitor.get("/v1/files", "x-api-key", House.TOKEN);

            assertEquals(REFUSAL.length() + talk.length(), answer.body().length());
            assertTrue(answer.body().endsWith("the end"));
            isMasked(answer.body());
        }
    }

    @Test
    void an_answer_passes_as_it_came_whatever_is_in_it() throws Exception {
        String said = REFUSAL.replace("error", "message");
        answers(
                new MockResponse.Builder()
                        .setHeader("content-type", "application/json")
                        .body(said)
                        .build());
        try (var house = house(BackendKind.ANTHROPIC);
                var visitor = new Visitor(house)) {
            assertEquals(said, visitor.get("/v1/files", "x-api-key", House.TOKEN).body());
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(text.getBytes());
        }
        return bytes.toByteArray();
    }
}
