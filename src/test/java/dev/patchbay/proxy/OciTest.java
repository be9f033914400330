package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.Proves;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.oci.OciHome;
import dev.patchbay.backend.oci.OciServer;
import dev.patchbay.backend.oci.OciServer.Reply;
import dev.patchbay.backend.oci.TestKey;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.ModelSettings;
import dev.patchbay.settings.Settings;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// A client of ours, the whole proxy, and OCI on this computer, which checks each signature.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OciTest {
    private static final String WHOLE =
            "{\"modelId\":\"m\",\"modelVersion\":\"1\",\"chatResponse\":{\"apiFormat\":\"GENERIC\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"Grüße"
                + " zurück\"}]},\"finishReason\":\"stop\"}],"
                + "\"usage\":{\"promptTokens\":7,\"completionTokens\":2,\"totalTokens\":9}}}";

    @TempDir private Path folder;
    private OciHome home;
    private OciServer oci;

    @BeforeEach
    void open() throws Exception {
        home = new OciHome(folder);
        oci = new OciServer(TestKey.publicKey());
    }

    @AfterEach
    void close() {
        oci.close();
    }

    @Test
    @Proves({"oci-genai §1 native", "oci-genai §2 accepted"})
    void a_whole_answer_comes_through_with_umlauts_both_ways() throws Exception {
        oci.answers(Reply.json(200, WHOLE));
        try (var house = house(OciHome.backend(oci));
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.HELLO.replace("hi", "Grüße, 世界"));

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("Grüße zurück", Visitor.json(answer).at("/content/0/text").asText());
            var asked = oci.asked().getFirst();
            assertEquals("/20231130/actions/chat", asked.target());
            assertEquals(OciHome.KEY_ID, asked.keyId());
            assertEquals(
                    "Grüße, 世界",
                    asked.json().at("/chatRequest/messages/0/content/0/text").asText());
            assertEquals(7, house.await(Note.ExchangeEnded.class).usage().input().orElseThrow());
        }
    }

    @Test
    @Proves("openai-chat §9 OpenAI front")
    void a_client_of_openais_dialect_is_served_from_oci() throws Exception {
        String piece =
                "{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"%s\"}]}}";
        oci.answers(
                Reply.json(200, WHOLE),
                Reply.stream(
                        piece.formatted("Grü"),
                        piece.formatted("ße"),
                        "{\"message\":{\"role\":\"ASSISTANT\"},\"finishReason\":\"stop\"}"));
        String chat = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        try (var house = house(OciHome.backend(oci));
                var visitor = new Visitor(house)) {
            var whole = Visitor.json(visitor.chat(chat));
            var stream = visitor.chat(chat.replace("{\"model\"", "{\"stream\":true,\"model\""));

            assertEquals("Grüße zurück", whole.at("/choices/0/message/content").asText());
            assertEquals(9, whole.at("/usage/total_tokens").asInt());
            assertTrue(stream.body().contains("\"content\":\"ße\""), stream.body());
            assertTrue(stream.body().endsWith("data: [DONE]\n\n"), stream.body());
            assertEquals(
                    "hi",
                    oci.asked()
                            .getFirst()
                            .json()
                            .at("/chatRequest/messages/0/content/0/text")
                            .asText());
        }
    }

    @Test
    void a_stream_comes_through_from_a_dedicated_endpoint() throws Exception {
        oci.answers(
                Reply.stream(
                        "{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"Hel\"}]},\"pad\":\"aa\"}",
                        "{\"index\":0,\"message\":{\"role\":\"ASSISTANT\",\"content\":[{\"type\":\"TEXT\",\"text\":\"lo\"}]}}",
                        "{\"message\":{\"role\":\"ASSISTANT\"},\"finishReason\":\"stop\"}",
                        "{\"usage\":{\"promptTokens\":7,\"completionTokens\":2}}"));
        var backend =
                OciHome.backend(oci)
                        .withModels(
                                List.of(
                                        ModelSettings.of("m")
                                                .withOcid("ocid1.generativeaiendpoint.oc1..x")
                                                .withMaxTokensKey("max_completion_tokens")
                                                .withTemperature(0.25)));
        try (var house = house(backend);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.STREAMED);

            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("\"text\":\"Hel\""), answer.body());
            assertTrue(answer.body().contains("message_stop"), answer.body());
            var body = oci.asked().getFirst().json();
            assertEquals("DEDICATED", body.at("/servingMode/servingType").asText());
            assertEquals(
                    "ocid1.generativeaiendpoint.oc1..x",
                    body.at("/servingMode/endpointId").asText());
            assertEquals(10, body.at("/chatRequest/maxCompletionTokens").asInt());
            assertEquals(0.25, body.at("/chatRequest/temperature").asDouble());
        }
    }

    @Test
    @Proves({"edge 234", "oci-genai §6 opc-request-id"})
    void a_clock_that_is_off_is_told_with_the_id_of_the_request() throws Exception {
        try (var house = house(OciHome.backend(oci), () -> Instant.now().minusSeconds(600));
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(401, answer.statusCode());
            String message = message(answer);
            assertTrue(message.contains("clock"), message);
            assertTrue(message.contains(OciServer.REQUEST_ID), message);
            assertEquals(List.of("the clock is off"), oci.refusals().stream().distinct().toList());
        }
    }

    @Test
    void a_sign_in_that_is_not_there_is_told_without_asking() throws Exception {
        var backend =
                OciHome.backend(oci)
                        .withAuth(
                                Auth.of(new AuthStyle.Oci())
                                        .withPart("profile", TextNode.valueOf("NOBODY")));
        try (var house = house(backend);
                var visitor = new Visitor(house)) {
            var answer = visitor.post("/v1/messages", Visitor.HELLO);

            assertEquals(401, answer.statusCode());
            assertTrue(message(answer).contains("no profile 'NOBODY'"), message(answer));
            assertEquals("false", answer.headers().firstValue("x-should-retry").orElse(""));
            assertEquals(List.of(), oci.asked());
        }
    }

    @Test
    @Proves("oci-genai §6 TooManyRequests")
    void a_short_wait_is_waited_out() throws Exception {
        oci.answers(
                new Reply(
                        429,
                        "application/json",
                        "{\"code\":\"TooManyRequests\",\"message\":\"Slow down.\"}",
                        "0"),
                Reply.json(200, WHOLE));
        try (var house = house(OciHome.backend(oci));
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());
            assertEquals(2, oci.asked().size());
        }
    }

    @Test
    @Proves("oci-genai §3 form learned")
    void the_other_cohere_form_is_tried_once_and_remembered() throws Exception {
        oci.answers(
                Reply.json(
                        400,
                        "{\"code\":\"InvalidParameter\",\"message\":\"Unsupported apiFormat for"
                                + " this model\"}"),
                Reply.json(
                        200,
                        "{\"chatResponse\":{\"apiFormat\":\"COHERE\",\"text\":\"Hello\",\"finishReason\":\"COMPLETE\"}}"));
        String asked = Visitor.HELLO.replace("\"m\"", "\"cohere.command-b\"");
        try (var house = house(OciHome.backend(oci));
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", asked).statusCode());
            assertEquals(200, visitor.post("/v1/messages", asked).statusCode());

            assertEquals(
                    List.of("COHEREV2", "COHERE", "COHERE"),
                    oci.asked().stream()
                            .map(each -> each.json().at("/chatRequest/apiFormat").asText())
                            .toList());
        }
    }

    @Test
    @Proves("oci-genai §3.1 output cap")
    void the_longest_answer_is_learned_from_a_refusal() throws Exception {
        oci.answers(
                Reply.json(
                        400,
                        "{\"code\":\"InvalidParameter\",\"message\":\"maxTokens must be less than"
                                + " or equal to 4000\"}"),
                Reply.json(200, WHOLE));
        String asked = Visitor.HELLO.replace("\"max_tokens\":10", "\"max_tokens\":9000");
        try (var house = house(OciHome.backend(oci));
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", asked).statusCode());

            assertEquals(
                    List.of(9000, 4000),
                    oci.asked().stream()
                            .map(each -> each.json().at("/chatRequest/maxTokens").asInt())
                            .toList());
        }
    }

    @Test
    @Proves("oci-genai §2 signed again")
    void a_request_that_is_sent_again_is_signed_again() throws Exception {
        var dates = new ConcurrentLinkedQueue<String>();
        var seconds = new AtomicLong(1_700_000_000);
        try (var backend =
                        new RawBackend(
                                guest -> {
                                    dates.add(date(guest.request()));
                                    if (guest.number() == 1) {
                                        guest.reset();
                                    } else {
                                        guest.whole(200, "application/json", WHOLE);
                                    }
                                });
                var house =
                        house(
                                OciHome.backend(oci).withBaseUrl(backend.url()),
                                () -> Instant.ofEpochSecond(seconds.incrementAndGet()));
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());

            assertEquals(2, dates.size());
            assertNotEquals(dates.poll(), dates.poll());
        }
    }

    @Test
    @Proves("oci-genai §1 OpenAI door, signed")
    void the_openai_door_is_an_openai_backend_with_a_signature() throws Exception {
        oci.answers(Reply.json(200, RawBackend.WHOLE));
        var backend =
                BackendSettings.of("up", BackendKind.OPENAI, oci.url() + "/openai/v1")
                        .withPart("compartmentId", TextNode.valueOf("ocid1.compartment.oc1..test"))
                        .withAuth(Auth.of(new AuthStyle.Oci()));
        try (var house = house(backend);
                var visitor = new Visitor(house)) {
            assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());

            var asked = oci.asked().getFirst();
            assertEquals("/openai/v1/chat/completions", asked.target());
            assertEquals("ocid1.compartment.oc1..test", asked.compartment());
        }
    }

    @Test
    @Proves("oci-genai §1 OpenAI door, bearer")
    void the_openai_door_takes_a_bearer_key_as_any_openai_backend() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.start();
            backend.enqueue(AnswerOf.hello());
            var settings =
                    BackendSettings.of(
                            "up",
                            BackendKind.OPENAI,
                            backend.url("/20231130/actions/v1").toString());
            try (var house =
                            House.signing(
                                    inFrontOf(settings),
                                    each ->
                                            KeySigner.of(
                                                    each.withAuth(
                                                            Auth.of(
                                                                    new AuthStyle.Bearer(),
                                                                    OciHome.ANY_SECRET)),
                                                    OciHome.SECRETS,
                                                    InstantSource.system(),
                                                    _ -> {}));
                    var visitor = new Visitor(house)) {
                assertEquals(200, visitor.post("/v1/messages", Visitor.HELLO).statusCode());

                var asked = backend.takeRequest();
                assertEquals("/20231130/actions/v1/chat/completions", asked.getTarget());
                assertEquals("Bearer test-only", asked.getHeaders().get("authorization"));
            }
        }
    }

    // ------------------------------------------------------------------ hands

    private House house(BackendSettings backend) throws Exception {
        return house(backend, InstantSource.system());
    }

    private House house(BackendSettings backend, InstantSource clock) throws Exception {
        return House.signing(inFrontOf(backend), each -> signer(each, clock));
    }

    private Signer signer(BackendSettings backend, InstantSource clock) {
        try {
            return home.signer(backend, clock);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Settings inFrontOf(BackendSettings backend) {
        return Settings.DEFAULT
                .withBackends(List.of(backend))
                .withDefaultAlias(Optional.empty())
                .withPort(0);
    }

    private static String message(HttpResponse<String> answer) throws Exception {
        return Visitor.json(answer).at("/error/message").asText();
    }

    private static String date(String head) {
        return head.lines()
                .filter(line -> line.startsWith("x-date:"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(head));
    }
}
