package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Rotation;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.tls.HandshakeCertificates;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.X509ExtendedTrustManager;

/// Keys are shown in the style that a backend wants; of several, one that is refused rests.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeySignerTest {
    private static final X509ExtendedTrustManager TRUST =
            (X509ExtendedTrustManager)
                    new HandshakeCertificates.Builder()
                            .addPlatformTrustedCertificates()
                            .build()
                            .trustManager();
    @RegisterExtension static final IoThread IO = new IoThread();

    private final MockWebServer server = new MockWebServer();
    private final HandClock clock = new HandClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Map<String, MockResponse> refused = new ConcurrentHashMap<>();
    private final Drawer drawer = new Drawer();

    @BeforeEach
    void open() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String shown = String.valueOf(request.getHeaders().get("authorization"));
                        MockResponse good = new MockResponse.Builder().body("fine").build();
                        return refused.getOrDefault(shown.replace("Bearer ", ""), good);
                    }
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    /// Secrets that a test can exchange.
    private static final class Drawer implements Secrets {
        private final Map<String, String> values = new ConcurrentHashMap<>();
        private final Map<String, String> remembered = new ConcurrentHashMap<>();
        private final List<String> looked = new ArrayList<>();

        @Override
        public synchronized Secret get(SecretRef ref) throws SecretUnavailable {
            String name = ref.toString();
            if (!remembered.containsKey(name)) {
                looked.add(name);
                if (!values.containsKey(name)) {
                    throw new SecretUnavailable(SecretUnavailable.Reason.MISSING, "There is none.");
                }
                remembered.put(name, values.get(name));
            }
            return Secret.of(remembered.get(name));
        }

        @Override
        public void put(SecretRef.Keychain at, Secret secret) {
            throw new AssertionError("nothing is put");
        }

        @Override
        public void delete(SecretRef.Keychain at) {
            throw new AssertionError("nothing is deleted");
        }

        @Override
        public synchronized void forget(SecretRef ref) {
            remembered.remove(ref.toString());
        }

        synchronized List<String> looked() {
            return List.copyOf(looked);
        }
    }

    private void refuse(String key, int status, String... headers) {
        var refusal = new MockResponse.Builder().code(status).body("no");
        for (int i = 0; i < headers.length; i += 2) {
            refusal.addHeader(headers[i], headers[i + 1]);
        }
        refused.put(key, refusal.build());
    }

    private HttpBackend backend(Auth auth) {
        return backend(BackendKind.OPENAI, auth);
    }

    private HttpBackend backend(BackendKind kind, Auth auth) {
        BackendSettings settings =
                BackendSettings.of("up", kind, server.url("/v1").toString()).withAuth(auth);
        return new HttpBackend(
                settings, KeySigner.of(settings, drawer, clock), Network.trusting(TRUST));
    }

    /// A backend with keys `k1`, `k2`, `k3`.
    private HttpBackend backend(Rotation rotation) {
        SecretRef[] refs = new SecretRef[3];
        for (int i = 0; i < 3; i++) {
            refs[i] = new SecretRef.Env("K" + (i + 1));
            drawer.values.put("env:K" + (i + 1), "k" + (i + 1));
        }
        return backend(Auth.of(new AuthStyle.Bearer(), refs).withRotation(rotation));
    }

    private HttpBackend single(AuthStyle style) {
        drawer.values.put("env:K1", "k1");
        return backend(Auth.of(style, new SecretRef.Env("K1")));
    }

    private static RecordedAnswer ask(HttpBackend backend) throws InterruptedException {
        return ask(backend, Outgoing.get("/models"));
    }

    private static RecordedAnswer ask(HttpBackend backend, Outgoing outgoing)
            throws InterruptedException {
        var answer = new RecordedAnswer();
        backend.open(IO.get(), outgoing, answer);
        return answer.awaitOver();
    }

    /// The keys that the backend was shown since the last time.
    private List<String> shown() throws InterruptedException {
        var keys = new ArrayList<String>();
        for (var seen = poll(); seen != null; seen = poll()) {
            keys.add(String.valueOf(seen.getHeaders().get("authorization")).replace("Bearer ", ""));
        }
        return keys;
    }

    private RecordedRequest poll() throws InterruptedException {
        return server.takeRequest(0, java.util.concurrent.TimeUnit.SECONDS);
    }

    /// Every header line; the library's own words would hide the ones that matter here.
    private static List<String> lines(RecordedRequest request) {
        var lines = new ArrayList<String>();
        request.getHeaders().forEach(line -> lines.add(line.getFirst() + ": " + line.getSecond()));
        return lines;
    }

    // ------------------------------------------------------------------ styles

    @ParameterizedTest
    @CsvSource({
        "bearer, authorization, Bearer k1",
        "x-api-key, x-api-key, k1",
        "both, authorization, Bearer k1",
        "both, x-api-key, k1",
        "header:api-key, api-key, k1",
        "client, authorization, Bearer k1"
    })
    void a_key_is_shown_in_its_style(String style, String header, String value) throws Exception {
        ask(single(AuthStyle.of(style).orElseThrow()));

        assertEquals(value, server.takeRequest().getHeaders().get(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "x-api-key", "header:api-key", "query:key", "none"})
    void a_style_shows_nothing_beside_its_own(String style) throws Exception {
        ask(single(AuthStyle.of(style).orElseThrow()));

        boolean inNoHeader = style.startsWith("query") || style.equals("none");
        List<String> lines = lines(server.takeRequest());
        long shown = lines.stream().filter(line -> line.contains("k1")).count();
        assertEquals(inNoHeader ? 0 : 1, shown, lines.toString());
    }

    @Test
    void a_key_in_the_query_is_encoded_and_joins_what_is_there() throws Exception {
        drawer.values.put("env:K1", "a b&c=ü");
        var backend = backend(Auth.of(new AuthStyle.Query("key"), new SecretRef.Env("K1")));
        ask(backend, Outgoing.get("/models?limit=5"));

        assertEquals("/v1/models?limit=5&key=a+b%26c%3D%C3%BC", server.takeRequest().getTarget());
    }

    @Test
    void without_a_key_a_request_goes_unsigned() throws Exception {
        ask(backend(Auth.of(new AuthStyle.Bearer())));

        assertEquals(null, server.takeRequest().getHeaders().get("authorization"));
    }

    @Test
    void a_key_that_cannot_be_had_is_named_by_its_place() throws Exception {
        RecordedAnswer answer =
                ask(backend(Auth.of(new AuthStyle.Bearer(), new SecretRef.Env("K9"))));

        ProxyError error = answer.failure();
        assertEquals(401, error.status());
        assertEquals(Optional.of(false), error.shouldRetry());
        assertTrue(error.message().contains("env:K9"), error.message());
        assertEquals(0, server.getRequestCount());
    }

    // ------------------------------------------------------------------ the client's own

    private static Outgoing by(AuthStyle style, String value) {
        return Outgoing.get("/models")
                .withCredential(Optional.of(new Credential(style, Secret.of(value))));
    }

    @Test
    void the_clients_own_credential_goes_on_in_its_place() throws Exception {
        ask(single(new AuthStyle.Client()), by(new AuthStyle.ApiKey(), "theirs"));

        var sent = server.takeRequest();
        assertEquals("Bearer theirs", sent.getHeaders().get("authorization"));
        assertEquals(null, sent.getHeaders().get("x-api-key"));
    }

    @ParameterizedTest
    @CsvSource({"x-api-key, x-api-key, theirs", "bearer, authorization, Bearer theirs"})
    void an_anthropic_backend_gets_it_as_it_came(String style, String header, String value)
            throws Exception {
        drawer.values.put("env:K1", "k1");
        var auth = Auth.of(new AuthStyle.Client(), new SecretRef.Env("K1"));
        ask(backend(BackendKind.ANTHROPIC, auth), by(AuthStyle.of(style).orElseThrow(), "theirs"));

        var sent = server.takeRequest();
        assertEquals(value, sent.getHeaders().get(header));
        assertFalse(lines(sent).toString().contains("k1"));
    }

    @Test
    void an_anthropic_backend_gets_the_first_key_where_the_client_has_none() throws Exception {
        drawer.values.put("env:K1", "k1");
        var auth =
                Auth.of(new AuthStyle.Client(), new SecretRef.Env("K1"), new SecretRef.Env("K2"));
        ask(backend(BackendKind.ANTHROPIC, auth));

        assertEquals("k1", server.takeRequest().getHeaders().get("x-api-key"));
    }

    @Test
    void with_neither_a_credential_nor_a_key_nothing_is_asked() throws Exception {
        ProxyError error = ask(backend(Auth.of(new AuthStyle.Client()))).failure();

        assertEquals(401, error.status());
        assertTrue(error.message().contains("add a key"), error.message());
        assertEquals(0, server.getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "both", "header:k", "none"})
    @Proves("messages-api §11 credentials")
    void the_clients_own_credential_goes_nowhere_else(String style) throws Exception {
        ask(single(AuthStyle.of(style).orElseThrow()), by(new AuthStyle.Bearer(), "theirs"));

        assertFalse(lines(server.takeRequest()).toString().contains("theirs"));
    }

    // ------------------------------------------------------------------ several keys

    @Test
    void a_sticky_key_is_used_until_it_is_refused() throws Exception {
        var backend = backend(Rotation.STICKY);
        ask(backend);
        ask(backend);
        refuse("k1", 429, "retry-after", "60");
        RecordedAnswer answer = ask(backend);
        ask(backend);

        assertEquals(List.of("k1", "k1", "k1", "k2", "k2"), shown());
        assertEquals(200, answer.status());
        assertEquals(List.of("retried", "head", "bytes", "end"), answer.told());
    }

    @Test
    void round_robin_uses_every_key_in_turn() throws Exception {
        var backend = backend(Rotation.ROUND_ROBIN);
        for (int i = 0; i < 4; i++) {
            ask(backend);
        }

        assertEquals(List.of("k1", "k2", "k3", "k1"), shown());
    }

    @ParameterizedTest
    @CsvSource({
        "401, key 1 of 3 was refused (401)",
        "402, key 1 of 3 has no credit left (402)",
        "429, key 1 of 3 is at its limit (429)"
    })
    void what_was_refused_is_told_by_its_place_and_never_by_its_value(int status, String told)
            throws Exception {
        var backend = backend(Rotation.STICKY);
        refuse("k1", status);
        RecordedAnswer answer = ask(backend);

        assertEquals(List.of(told), answer.reasons());
        assertEquals(200, answer.status());
    }

    @Test
    void a_limited_key_rests_as_long_as_the_backend_says() throws Exception {
        var backend = backend(Rotation.ROUND_ROBIN);
        refuse("k1", 429, "retry-after", "60");
        ask(backend);
        clock.pass(Duration.ofSeconds(59));
        ask(backend);
        ask(backend);
        shown();
        refused.clear();
        clock.pass(Duration.ofSeconds(1));
        ask(backend);
        ask(backend);
        ask(backend);

        assertTrue(shown().contains("k1"));
    }

    @Test
    void a_resting_key_is_tried_when_no_other_is_left() throws Exception {
        var backend = backend(Rotation.STICKY);
        refuse("k1", 429, "retry-after", "60");
        ask(backend);
        refused.clear();
        refuse("k2", 402);
        refuse("k3", 401);
        shown();

        assertEquals(200, ask(backend).status());
        assertEquals(List.of("k2", "k3", "k1"), shown());
    }

    @Test
    void when_every_key_is_refused_the_backend_has_the_last_word() throws Exception {
        var backend = backend(Rotation.STICKY);
        refuse("k1", 429, "retry-after", "60");
        refuse("k2", 402);
        refuse("k3", 429, "retry-after", "77");
        RecordedAnswer answer = ask(backend);

        assertEquals(429, answer.status());
        assertEquals("77", answer.headers().first("retry-after").orElseThrow());
        assertEquals("no", answer.body());
        assertEquals(List.of("k1", "k2", "k3"), shown());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 500, 503})
    void what_is_no_fault_of_the_key_is_told_at_once(int status) throws Exception {
        var backend = backend(Rotation.STICKY);
        refuse("k1", status);

        assertEquals(status, ask(backend).status());
        assertEquals(List.of("k1"), shown());
    }

    @Test
    void a_short_limit_is_left_to_whoever_asked() throws Exception {
        var backend = backend(Rotation.STICKY);
        refuse("k1", 429, "retry-after", "5");

        assertEquals(429, ask(backend).status());
        assertEquals(List.of("k1"), shown());
    }

    @Test
    void a_key_that_is_missing_is_passed_over() throws Exception {
        var backend = backend(Rotation.STICKY);
        drawer.values.remove("env:K1");
        RecordedAnswer answer = ask(backend);

        assertEquals(200, answer.status());
        assertEquals(List.of("key 1 of 3 cannot be had"), answer.reasons());
        assertEquals(List.of("k2"), shown());
    }

    // ------------------------------------------------------------------ looked for anew

    @Test
    void a_key_is_looked_for_once() throws Exception {
        var backend = single(new AuthStyle.Bearer());
        ask(backend);
        ask(backend);

        assertEquals(List.of("env:K1"), drawer.looked());
    }

    @Test
    void a_refused_key_whose_place_holds_another_by_now_is_replaced_at_once() throws Exception {
        var backend = single(new AuthStyle.Bearer());
        ask(backend);
        drawer.values.put("env:K1", "new");
        refuse("k1", 401);
        RecordedAnswer answer = ask(backend);

        assertEquals(200, answer.status());
        assertEquals(List.of("k1", "k1", "new"), shown());
        assertEquals(
                List.of("key 1 of 1 was refused (401), and is another one by now"),
                answer.reasons());
    }

    @Test
    void a_refused_key_that_is_still_the_same_is_not_shown_twice() throws Exception {
        var backend = single(new AuthStyle.Bearer());
        refuse("k1", 401);
        RecordedAnswer answer = ask(backend);

        assertEquals(401, answer.status());
        assertEquals("no", answer.body());
        assertEquals(List.of("k1"), shown());
        assertEquals(List.of("env:K1", "env:K1"), drawer.looked());
    }

    @Test
    void a_long_refusal_is_passed_on_as_it_comes() throws Exception {
        var backend = single(new AuthStyle.Bearer());
        char[] page = new char[200_000];
        Arrays.fill(page, 'x');
        refused.put("k1", new MockResponse.Builder().code(401).body(new String(page)).build());
        RecordedAnswer answer = ask(backend);

        assertEquals(List.of("head", "bytes", "end"), answer.told());
        assertEquals(401, answer.status());
        assertEquals(page.length, answer.body().length());
    }
}
