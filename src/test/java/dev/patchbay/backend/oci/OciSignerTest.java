package dev.patchbay.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.Proves;
import dev.patchbay.backend.IoThread;
import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.Signing;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OciSignerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PATH = "/20231130/actions/chat";

    @RegisterExtension static final IoThread IO = new IoThread();

    @TempDir private Path folder;
    private OciHome home;
    private OciServer server;
    private volatile Instant now = NOON;

    @BeforeEach
    void open() throws Exception {
        home = new OciHome(folder);
        server = new OciServer(TestKey.publicKey());
        server.at(NOON);
        server.answers(OciServer.Reply.json(200, "{}"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\"Grüße, 世界 🌍\"}", ""})
    @Proves("oci-genai §2 accepted")
    void a_server_that_checks_signatures_accepts_ours(String body) throws Exception {
        var answer = send(PATH, body, signed(signer(), PATH, body));

        assertEquals(200, answer.statusCode(), server.refusals().toString());
        assertEquals(OciHome.KEY_ID, server.asked().getFirst().keyId());
    }

    @Test
    @Proves("oci-genai §2 GET")
    void a_get_with_a_query_is_accepted_too() throws Exception {
        String target = "/20231130/models?displayName=a%20b%2Fc&capability=CHAT";
        var headers = signed(signer(), Outgoing.get(target));

        assertEquals(200, send(request(target, headers).GET()).statusCode());
        assertEquals(target, server.asked().getFirst().target());
    }

    enum Tampering {
        BODY("the body is another"),
        DIGEST("the signature is of something else"),
        TARGET("the signature is of something else"),
        DATE("the signature is of something else"),
        TYPE("the signature is of something else"),
        SIGNATURE("the signature is of something else");

        private final String reason;

        Tampering(String reason) {
            this.reason = reason;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Proves("oci-genai §2 tampered")
    void a_request_that_was_changed_on_the_way_is_refused(Tampering how) throws Exception {
        String body = "{\"text\":\"Grüße\"}";
        Headers headers = signed(signer(), PATH, body);
        String sent = body;
        String target = PATH;
        switch (how) {
            case BODY -> sent = body.replace('ü', 'ö');
            case DIGEST -> {
                sent = body.replace('ü', 'ö');
                headers =
                        with(
                                headers,
                                "x-content-sha256",
                                signed(signer(), PATH, sent)
                                        .first("x-content-sha256")
                                        .orElseThrow());
            }
            case TARGET -> target = PATH + "?x=1";
            case DATE -> headers = with(headers, "x-date", "Sun, 01 Mar 2026 12:00:01 GMT");
            case TYPE -> headers = with(headers, "Content-Type", "application/json; charset=utf-8");
            case SIGNATURE ->
                    headers =
                            with(
                                    headers,
                                    "Authorization",
                                    flipped(headers.first("Authorization").orElseThrow()));
        }

        var answer = send(target, sent, headers);

        assertEquals(401, answer.statusCode());
        assertEquals("NotAuthenticated", Json.read(answer.body()).path("code").asText());
        assertEquals(List.of(how.reason), server.refusals());
    }

    @Test
    void a_clock_that_is_off_is_refused() throws Exception {
        now = NOON.minus(Duration.ofMinutes(6));

        assertEquals(401, send(PATH, "{}", signed(signer(), PATH, "{}")).statusCode());
        assertEquals(List.of("the clock is off"), server.refusals());
    }

    @Test
    @Proves("oci-genai §2.1 changed files")
    void a_key_that_was_replaced_is_used_at_once() throws Exception {
        var signer = signer();
        signed(signer, PATH, "{}");
        home.write("config", home.read("config").replace("20:3b:97", "20:3b:98"));

        send(PATH, "{}", signed(signer, PATH, "{}"));

        assertTrue(server.asked().getFirst().keyId().endsWith("20:3b:98"));
    }

    @Test
    void what_is_wrong_with_the_sign_in_is_told_to_the_client() throws Exception {
        Files.delete(home.file("key.pem"));
        var signer = signer();

        var error = refused(signer);

        assertEquals(ProxyError.Kind.UNAUTHORIZED, error.kind());
        assertTrue(error.message().contains("key.pem is not there"), error.message());
        assertEquals(false, error.shouldRetry().orElseThrow());
        home.write("key.pem", TestKey.pem());
        assertEquals(200, send(PATH, "{}", signed(signer, PATH, "{}")).statusCode());
    }

    // ------------------------------------------------------------------ sessions

    @Test
    @Proves({"edge 237", "oci-genai §2.2 refresh", "oci-genai §2.2 single flight"})
    void a_session_is_renewed_once_while_it_is_still_good() throws Exception {
        String old = OciHome.token(NOON, NOON.plusSeconds(3600));
        String next = OciHome.token(NOON.plusSeconds(3000), NOON.plusSeconds(6600));
        home.write("token", old);
        var gate = new CountDownLatch(1);
        server.renewsTo(next, gate);
        Signer signer = home.signer(OciHome.session(server), () -> now);

        signed(signer, PATH, "{}");
        assertEquals(0, server.refreshes(), "not yet due");
        at(NOON.plusSeconds(3000));
        var all = new ArrayList<CompletableFuture<Headers>>();
        for (int i = 0; i < 50; i++) {
            all.add(future(signer, Outgoing.post(PATH, new byte[0])));
        }
        for (var each : all) {
            assertTrue(authorization(each.get(20, TimeUnit.SECONDS)).contains("ST$" + old));
        }
        gate.countDown();
        awaitToken(next);

        assertTrue(authorization(signed(signer, PATH, "{}")).contains("ST$" + next));
        assertEquals(1, server.refreshes());
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.file("token"))));
        }
    }

    @Test
    @Proves("oci-genai §2.2 expired")
    void a_session_that_is_over_names_the_command_that_begins_the_next() throws Exception {
        home.write("token", OciHome.token(NOON.minusSeconds(3600), NOON));
        Signer signer = home.signer(OciHome.session(server), () -> now);

        var error = refused(signer);

        assertEquals(ProxyError.Kind.UNAUTHORIZED, error.kind());
        assertTrue(
                error.message().contains("oci session authenticate --profile-name SESSION"),
                error.message());
        home.write("token", OciHome.token(NOON, NOON.plusSeconds(7200)));
        assertEquals(200, send(PATH, "{}", signed(signer, PATH, "{}")).statusCode());
    }

    @Test
    void a_renewal_that_fails_leaves_the_session_as_it_is_and_rests() throws Exception {
        String token = OciHome.token(NOON, NOON.plusSeconds(3600));
        home.write("token", token);
        Signer signer = home.signer(OciHome.session(server), () -> now);
        at(NOON.plusSeconds(3000));

        signed(signer, PATH, "{}");
        awaitRefreshes(1);
        for (int i = 0; i < 5; i++) {
            assertTrue(authorization(signed(signer, PATH, "{}")).contains("ST$" + token));
        }
        assertEquals(1, server.refreshes());
        at(NOON.plusSeconds(3600));
        assertTrue(refused(signer).message().contains("did not renew the session (status 401)"));
        assertEquals(token, home.read("token"));
    }

    @Test
    void a_token_of_another_kind_is_used_until_it_is_refused() throws Exception {
        home.write("token", "opaque");
        Signer signer = home.signer(OciHome.session(server), () -> now);

        assertTrue(authorization(signed(signer, PATH, "{}")).contains("ST$opaque"));
        assertEquals(0, server.refreshes());
    }

    @Test
    @Proves("oci-genai §1 OpenAI door, signed")
    void the_openai_door_is_told_the_compartment_in_a_header() throws Exception {
        var settings =
                BackendSettings.of("up", BackendKind.OPENAI, server.url() + "/openai/v1")
                        .withPart("compartmentId", TextNode.valueOf("ocid1.c"))
                        .withAuth(Auth.of(new AuthStyle.Oci()));
        var headers =
                signed(
                        home.signer(settings, () -> now),
                        Outgoing.post("/chat/completions", "{}".getBytes(StandardCharsets.UTF_8)));

        var answer = send("/openai/v1/chat/completions", "{}", headers);

        assertEquals(200, answer.statusCode(), server.refusals().toString());
        assertEquals("ocid1.c", server.asked().getFirst().compartment());
    }

    // ------------------------------------------------------------------ hands

    private void at(Instant instant) {
        now = instant;
        server.at(instant);
    }

    private Signer signer() throws Exception {
        return home.signer(OciHome.backend(server), () -> now);
    }

    private static Headers signed(Signer signer, String path, String body) throws Exception {
        return signed(signer, Outgoing.post(path, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Headers signed(Signer signer, Outgoing outgoing) throws Exception {
        return future(signer, outgoing).get(20, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Headers> future(Signer signer, Outgoing outgoing) {
        var told = new CompletableFuture<Headers>();
        signer.begin(outgoing)
                .first(
                        IO.get(),
                        step -> {
                            switch (step) {
                                case Signing.Step.Show(Signer.Signature signature, _) ->
                                        told.complete(signature.headers());
                                case Signing.Step.Refuse(ProxyError error) ->
                                        told.completeExceptionally(error);
                            }
                        });
        return told;
    }

    private static ProxyError refused(Signer signer) {
        var outgoing = Outgoing.post(PATH, new byte[0]);
        var refusal = assertThrows(ExecutionException.class, () -> future(signer, outgoing).get());
        return (ProxyError) refusal.getCause();
    }

    private HttpResponse<String> send(String target, String body, Headers headers)
            throws Exception {
        return send(request(target, headers).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String target, Headers headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + target));
        headers.forEach(request::setHeader);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    request.version(HttpClient.Version.HTTP_1_1).build(), BodyHandlers.ofString());
        }
    }

    private static Headers with(Headers headers, String name, String value) {
        var changed = new Headers[] {Headers.NONE};
        headers.forEach(
                (line, old) ->
                        changed[0] =
                                changed[0].with(line, line.equalsIgnoreCase(name) ? value : old));
        return changed[0];
    }

    private static String flipped(String authorization) {
        int at = authorization.indexOf("signature=\"") + 20;
        char other = authorization.charAt(at) == 'A' ? 'B' : 'A';
        return authorization.substring(0, at) + other + authorization.substring(at + 1);
    }

    private static String authorization(Headers headers) {
        return headers.first("Authorization").orElseThrow();
    }

    private void awaitToken(String token) throws Exception {
        awaitUntil(() -> home.read("token").equals(token));
    }

    private void awaitRefreshes(int count) throws Exception {
        awaitUntil(() -> server.refreshes() == count);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitUntil(Condition condition) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < until, "it did not come in time");
            Thread.onSpinWait();
        }
    }
}
