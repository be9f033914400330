package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.backend.Trust;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import javax.net.ssl.X509TrustManager;

/// Who a backend is, is made sure of before anything is sent to it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TlsTest {
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer backend = new MockWebServer();

    @AfterEach
    void close() {
        backend.close();
    }

    /// The backend shows a certificate for these names.
    private String startedAs(String... names) throws Exception {
        var builder = new HeldCertificate.Builder().signedBy(AUTHORITY);
        for (String name : names) {
            builder.addSubjectAlternativeName(name);
        }
        var shown = new HandshakeCertificates.Builder().heldCertificate(builder.build()).build();
        backend.useHttps(shown.sslSocketFactory());
        backend.start();
        return "https://127.0.0.1:%d/v1".formatted(backend.getPort());
    }

    private static X509TrustManager trusting() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .trustManager();
    }

    private static void isRefusedFor(String words, RawClient.Response answer) {
        assertEquals(502, answer.status());
        assertEquals("api_error", answer.errorType());
        assertTrue(answer.errorMessage().contains(words), answer.body());
    }

    @Test
    void a_certificate_that_somebody_we_trust_has_signed_for_this_host_is_accepted()
            throws Exception {
        String url = startedAs("127.0.0.1");
        for (int i = 0; i < 3; i++) {
            backend.enqueue(AnswerOf.hello());
        }
        try (var house = new House(House.inFrontOf(url), Pace.USUAL, trusting());
                var client = new RawClient(house)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, client.ask(RawClient.WHOLE).response().status());
                assertEquals(i, backend.takeRequest().getExchangeIndex());
            }
        }
    }

    @Test
    void an_authority_in_the_users_own_file_counts_too(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificatePem());
        String url = startedAs("127.0.0.1");
        backend.enqueue(AnswerOf.hello());
        try (var house =
                new House(House.inFrontOf(url), Pace.USUAL, Trust.ofSystemWith("ca.pem", folder))) {
            assertEquals(200, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    @Test
    @Proves({"openai-chat §7.2 connection", "messages-api §7 x-should-retry"})
    void a_certificate_that_nobody_we_know_has_signed_is_refused_and_not_tried_again()
            throws Exception {
        try (var house = new House(House.inFrontOf(startedAs("127.0.0.1")), Pace.USUAL)) {
            for (String request : new String[] {RawClient.WHOLE, RawClient.STREAMED}) {
                var answer = RawClient.ask(house, request);

                isRefusedFor("certificate", answer);
                assertEquals("false", answer.header("x-should-retry"));
                assertEquals(0, house.await(Note.ExchangeEnded.class).retries());
            }
            assertEquals(0, backend.getRequestCount());
        }
    }

    @Test
    @Proves("openai-chat §7.2 connection")
    void a_certificate_for_another_host_is_refused() throws Exception {
        try (var house =
                new House(House.inFrontOf(startedAs("api.example.com")), Pace.USUAL, trusting())) {
            var answer = RawClient.ask(house, RawClient.STREAMED);

            isRefusedFor("certificate", answer);
            assertEquals("false", answer.header("x-should-retry"));
            assertEquals(0, backend.getRequestCount());
        }
    }

    @Test
    @Proves("openai-chat §7.2 connection")
    void a_backend_that_does_not_speak_tls_is_told_as_such() throws Exception {
        try (var plain =
                        new RawBackend(
                                guest -> guest.send("HTTP/1.1 400 Bad Request\r\n\r\n").closed());
                var house =
                        new House(
                                House.inFrontOf(plain.url().replace("http:", "https:")),
                                Pace.USUAL)) {
            isRefusedFor("secure connection", RawClient.ask(house, RawClient.WHOLE));
        }
    }

    @Test
    void a_backend_that_is_silent_in_its_handshake_is_timed_out() throws Exception {
        try (var silent = new RawBackend(RawBackend.Guest::closed);
                var house =
                        new House(
                                House.impatient(
                                        House.inFrontOf(silent.url().replace("http:", "https:")),
                                        1,
                                        60,
                                        60),
                                Pace.USUAL)) {
            assertEquals(504, RawClient.ask(house, RawClient.WHOLE).status());
        }
    }

    @Test
    void a_long_stream_arrives_whole_through_a_slow_client() throws Exception {
        int frames = 500;
        String letters = "z".repeat(16 * 1024);
        var body = new StringBuilder();
        for (int i = 0; i < frames; i++) {
            body.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                    .append(letters)
                    .append("\"}}]}\n\n");
        }
        body.append("data: {\"choices\":[{\"index\":0,\"finish_reason\":\"stop\"}]}\n\n");
        body.append("data: [DONE]\n\n");
        String url = startedAs("127.0.0.1");
        backend.enqueue(
                new MockResponse.Builder()
                        .setHeader("content-type", "text/event-stream")
                        .chunkedBody(body.toString(), 8000)
                        .build());
        try (var house = new House(House.inFrontOf(url), Pace.USUAL, trusting());
                var client = new RawClient(house).ask(RawClient.STREAMED)) {
            client.head();
            client.frameWith("zzz");
            house.awaitNone(Note.ExchangeEnded.class, Duration.ofMillis(300));
            long count = client.rest().chars().filter(c -> c == 'z').count();

            assertEquals((frames - 1L) * letters.length(), count);
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());
        }
    }

    @Test
    @Proves("edge 124")
    void a_client_that_leaves_ends_a_secured_connection_too() throws Exception {
        String url = startedAs("127.0.0.1");
        backend.enqueue(
                new MockResponse.Builder()
                        .setHeader("content-type", "text/event-stream")
                        .headersDelay(60, java.util.concurrent.TimeUnit.SECONDS)
                        .build());
        try (var house = new House(House.inFrontOf(url), Pace.USUAL, trusting())) {
            var client = new RawClient(house).ask(RawClient.STREAMED);
            backend.takeRequest();
            client.close();

            assertEquals("cancelled", house.await(Note.ExchangeEnded.class).outcome());
        }
    }
}
