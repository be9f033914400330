package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Credits;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.Secrets;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The question for what is left, at a server on loopback.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class CreditQuestionTest {
    private static final String KEY = "obviously-fake-key";

    @RegisterExtension static final IoThread IO = new IoThread();

    private final MockWebServer server = new MockWebServer();
    private final List<RestingKey> rested = new ArrayList<>();
    private Signer signer = Signer.NONE;

    @BeforeEach
    void open() throws Exception {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Credit ask() {
        var bare = BackendSettings.of("own", BackendKind.OPENAI, server.url("/v1").toString());
        var settings = bare.withAuth(bare.auth().withKeys(List.of(SecretRef.of(KEY))));
        signer = KeySigner.of(settings, new PlainSecrets(), InstantSource.system(), rested::add);
        var credits =
                new Credits(
                        server.url("/credits?all=1").uri(),
                        "/data/total_credits",
                        Optional.of("/data/total_usage"),
                        "USD");
        var network = Network.trusting(Trust.ofSystem());
        return new CreditQuestion(credits, signer, new Fetch("Own", settings.way(), network))
                .ask(IO.get());
    }

    private ProxyError failure() {
        return assertThrows(ProxyError.class, this::ask);
    }

    private void answer(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    @Test
    void the_server_is_asked_with_the_key() throws Exception {
        answer(200, "{\"data\":{\"total_credits\":12,\"total_usage\":1.75}}");

        assertEquals(new Credit(new BigDecimal("10.25"), "USD"), ask());
        RecordedRequest asked = server.takeRequest();
        assertEquals("GET", asked.getMethod());
        assertEquals("/credits?all=1", asked.getTarget());
        assertEquals("Bearer " + KEY, asked.getHeaders().get("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refusal_is_told_and_the_key_goes_on_working(int status) {
        answer(status, "{}");

        assertEquals("the key may not ask (%d)".formatted(status), failure().message());
        assertEquals(List.of(), rested);
        assertEquals(List.of(), signer.resting());
        assertEquals(1, server.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 429, 404, 500})
    void any_other_answer_is_told_by_its_status(int status) {
        answer(status, "{}");

        assertEquals("it answered %d".formatted(status), failure().message());
        assertEquals(List.of(), signer.resting());
    }

    @Test
    void an_answer_of_another_form_is_told() {
        answer(200, "<html>Welcome</html>");

        assertEquals("its answer says nothing of it", failure().message());
    }

    @Test
    void a_server_that_is_not_there_is_told() {
        int port = server.getPort();
        server.close();

        assertTrue(failure().message().contains(String.valueOf(port)), failure()::message);
    }

    /// Keys that stand in the settings themselves.
    private static final class PlainSecrets implements Secrets {
        @Override
        public Secret get(SecretRef ref) {
            return ((SecretRef.Plain) ref).value();
        }

        @Override
        public void put(SecretRef.Keychain at, Secret secret) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public void delete(SecretRef.Keychain at) {
            throw new AssertionError("nothing is kept");
        }

        @Override
        public void forget(SecretRef ref) {}
    }
}
