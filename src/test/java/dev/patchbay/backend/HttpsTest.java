package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Answers over TLS on real sockets arrive whole, or are known not to be.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HttpsTest {
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\n";

    @RegisterExtension static final IoThread IO = new IoThread();

    private static HttpBackend inFrontOf(TlsServer server) {
        var settings =
                BackendSettings.of(
                        "up", BackendKind.OPENAI, "https://127.0.0.1:" + server.port() + "/v1");
        return new HttpBackend(settings, Signer.NONE, Network.trusting(TlsPeer.trusting()));
    }

    private static RecordedAnswer asked(HttpBackend backend) {
        var answer = new RecordedAnswer();
        backend.open(IO.get(), Outgoing.get("/models"), answer);
        return answer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void every_byte_arrives_through_a_reader_that_pauses(String version) throws Exception {
        for (long seed = 1; seed <= 10; seed++) {
            var random = new Random(seed);
            String body = letters(random, 400_000);
            int record = 1 + random.nextInt(20_000);
            int piece = 1 + random.nextInt(60_000);
            long pieces = seed;
            try (var server =
                            new TlsServer(
                                    version,
                                    guest -> {
                                        guest.request();
                                        guest.peer().say(framed(body, pieces).getBytes(), record);
                                        byte[] sealed = guest.peer().take();
                                        for (int at = 0; at < sealed.length; at += piece) {
                                            guest.send(
                                                    Arrays.copyOfRange(
                                                            sealed,
                                                            at,
                                                            Math.min(at + piece, sealed.length)));
                                        }
                                        guest.partsInForm();
                                    });
                    var backend = inFrontOf(server)) {
                var answer = new RecordedAnswer();
                var upstream = new AtomicReference<Upstream>();
                var pauses = new Random(seed);
                answer.onBytes(
                        () -> {
                            if (pauses.nextInt(3) == 0) {
                                upstream.get().pause();
                                IO.get()
                                        .executeAfter(
                                                upstream.get()::resume,
                                                pauses.nextInt(3),
                                                TimeUnit.MILLISECONDS);
                            }
                        });
                upstream.set(backend.open(IO.get(), Outgoing.get("/models"), answer));
                answer.await("end");

                assertTrue(body.equals(answer.body()), "bytes were lost with seed " + seed);
            }
        }
    }

    private static String letters(Random random, int most) {
        var letters = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private static String framed(String body, long seed) {
        if (seed % 2 == 0) {
            return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        }
        var text = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        var random = new Random(seed);
        for (int at = 0; at < body.length(); ) {
            int to = Math.min(at + 1 + random.nextInt(30_000), body.length());
            text.append(Integer.toHexString(to - at)).append("\r\n");
            text.append(body, at, to).append("\r\n");
            at = to;
        }
        return text.append("0\r\n\r\n").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void an_answer_that_ends_with_its_connection_must_end_in_form(String version) throws Exception {
        for (boolean goodbye : new boolean[] {true, false}) {
            try (var server =
                            new TlsServer(
                                    version,
                                    guest -> {
                                        guest.request();
                                        guest.say(UNTIL_CLOSE + "all of it?");
                                        if (goodbye) {
                                            guest.peer().sayGoodbye();
                                            guest.send(guest.peer().take());
                                        }
                                    });
                    var backend = inFrontOf(server)) {
                RecordedAnswer answer = asked(backend);
                answer.await(goodbye ? "end" : "failed TRUNCATED");

                assertEquals("all of it?", answer.body());
            }
        }
    }

    @Test
    void a_connection_that_breaks_in_its_handshake_is_replaced_once() throws Exception {
        var number = new java.util.concurrent.atomic.AtomicInteger();
        try (var server =
                        new TlsServer(
                                "TLSv1.3",
                                guest -> {
                                    if (number.incrementAndGet() == 1) {
                                        guest.hear();
                                        return;
                                    }
                                    guest.request();
                                    guest.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                                    guest.partsInForm();
                                });
                var backend = inFrontOf(server)) {
            RecordedAnswer answer = asked(backend);
            answer.await("end");

            assertEquals(java.util.List.of("retried", "head", "bytes", "end"), answer.told());
        }
    }

    @Test
    void a_kept_connection_is_used_again_and_left_in_form() throws Exception {
        var parted = new CompletableFuture<Boolean>();
        try (var server =
                new TlsServer(
                        "TLSv1.3",
                        guest -> {
                            for (int i = 0; i < 2; i++) {
                                guest.request();
                                guest.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                                guest.peer().renew();
                                guest.send(guest.peer().take());
                            }
                            // New keys after the last answer would meet a socket that is closed.
                            guest.request();
                            guest.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                            parted.complete(guest.partsInForm());
                        })) {
            try (var backend = inFrontOf(server)) {
                for (int i = 0; i < 3; i++) {
                    asked(backend).await("end");
                }
            }

            assertTrue(parted.get(20, TimeUnit.SECONDS));
        }
    }
}
