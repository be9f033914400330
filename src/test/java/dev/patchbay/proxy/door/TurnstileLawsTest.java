package dev.patchbay.proxy.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.proxy.House;
import dev.patchbay.proxy.RawBackend;
import dev.patchbay.proxy.RawClient;
import dev.patchbay.proxy.board.Pace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Where messages end, over drawn requests.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TurnstileLawsTest {
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String GOOD =
            HOST + "Content-Type: application/json\r\nx-api-key: " + House.TOKEN + "\r\n";

    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private RawBackend backend;
    private House house;

    @BeforeEach
    void open() throws Exception {
        backend =
                new RawBackend(
                        guest -> {
                            while (guest.awaitsRequest()) {
                                guest.request();
                                guest.whole(200, "application/json", RawBackend.WHOLE);
                            }
                        });
        var settings = House.inFrontOf(backend.url());
        // Guesses at the token would be answered later and later.
        var open = settings.server().withRequireToken(false);
        house = new House(settings.withServer(open), Pace.USUAL);
    }

    @AfterEach
    void close() {
        house.close();
        backend.leave();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// A request and the status that it gets.
    private record Drawn(String text, int status) {
        static Drawn of(RandomGenerator random) {
            return switch (random.nextInt(6)) {
                case 0 -> new Drawn("GET /health" + HOST + "\r\n", 200);
                case 1 -> fixed("/v1/foo", padded(random, 30_000), 404);
                case 2 -> fixed("/v1/messages", RawClient.WHOLE, 200);
                case 3 -> chunked(random, "/v1/messages", RawClient.WHOLE, 200);
                case 4 -> chunked(random, "/v1/foo", padded(random, 30_000), 404);
                default ->
                        new Drawn(
                                "GET /v1/models"
                                        + GOOD
                                        + "X-Padding: "
                                        + padded(random, 20_000)
                                        + "\r\n\r\n",
                                200);
            };
        }

        private static Drawn fixed(String path, String body, int status) {
            return new Drawn(
                    "POST %s%sContent-Length: %d\r\n\r\n%s"
                            .formatted(path, GOOD, body.length(), body),
                    status);
        }

        private static Drawn chunked(RandomGenerator random, String path, String body, int status) {
            var text = new StringBuilder("POST " + path + GOOD);
            text.append("transfer-encoding: Chunked\r\n\r\n");
            for (int at = 0; at < body.length(); ) {
                int size = Math.min(body.length() - at, random.nextInt(1, body.length() + 1));
                text.append(random.nextBoolean() ? "0" : "").append(Integer.toHexString(size));
                text.append(random.nextInt(4) == 0 ? ";name=\"value\"" : "").append("\r\n");
                text.append(body, at, at + size).append("\r\n");
                at += size;
            }
            text.append("0\r\n").append(random.nextInt(4) == 0 ? "X-After: all\r\n" : "");
            return new Drawn(text.append("\r\n").toString(), status);
        }

        /// Text that looks like the beginning of a request, to whoever takes it for one.
        private static String padded(RandomGenerator random, int most) {
            return "GET /health HTTP/1.1 ".repeat(1 + random.nextInt(most) / 21);
        }
    }

    @Test
    void requests_are_answered_each_for_itself_however_their_bytes_are_cut() throws Exception {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 60; seed++) {
            var random = random(seed);
            List<Drawn> drawn =
                    java.util.stream.Stream.generate(() -> Drawn.of(random))
                            .limit(random.nextInt(1, 8))
                            .toList();
            assertEquals(
                    drawn.stream().map(Drawn::status).toList(),
                    asked(drawn, random),
                    "seed " + seed);
        }
    }

    private List<Integer> asked(List<Drawn> drawn, RandomGenerator random) throws Exception {
        var bytes = new ByteArrayOutputStream();
        drawn.forEach(it -> bytes.writeBytes(it.text().getBytes(StandardCharsets.US_ASCII)));
        var statuses = new ArrayList<Integer>();
        try (var client = new RawClient(house);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = senders.submit(() -> send(client, bytes.toByteArray(), random));
            for (Drawn _ : drawn) {
                statuses.add(client.response().status());
            }
            sent.get();
            assertEquals(200, client.request("GET", "/health").response().status());
        }
        return statuses;
    }

    private static Void send(RawClient client, byte[] bytes, RandomGenerator random)
            throws IOException {
        int most = 1 << random.nextInt(4, 18);
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + random.nextInt(1, most));
            client.write(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return null;
    }

    @Test
    void whatever_is_refused_is_refused_in_words() throws Exception {
        long first = System.nanoTime();
        try (var clients = Executors.newFixedThreadPool(16)) {
            var asked = new ArrayList<Future<String>>();
            for (long seed = first; seed < first + 1_500; seed++) {
                long each = seed;
                asked.add(clients.submit(() -> wordless(spoiled(random(each)))));
            }
            for (int i = 0; i < asked.size(); i++) {
                assertEquals("", asked.get(i).get(), "seed " + (first + i));
            }
        }
        assertTrue(refused.containsAll(List.of(400, 403, 404)), "only with " + refused);
    }

    /// A good request with a few bytes changed, put in or left out.
    private static String spoiled(RandomGenerator random) {
        String bytes = "\r\n\t \0:;,%/\\?#[]{}\"@.-0aZ\u007f\u0080\u00ff";
        var text =
                new StringBuilder(
                        "POST /v1/models/a%2fb?x=1" + HOST + "Content-Length: 2\r\n\r\n{}");
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            // Most of what matters is at the beginning.
            int at = random.nextInt(random.nextBoolean() ? 60 : text.length());
            char c = bytes.charAt(random.nextInt(bytes.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, c);
                case 1 -> text.insert(at, c);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    /// What was sent, if it was refused without a word; else nothing.
    private String wordless(String sent) throws IOException {
        try (var client = new RawClient(house)) {
            client.write(sent.getBytes(StandardCharsets.ISO_8859_1));
            client.socket().shutdownOutput();
            if (client.isSilentEnd()) {
                // Nothing was asked: the head, or what it announced, never came to its end.
                return "";
            }
            RawClient.Response answer = client.response();
            refused.add(answer.status());
            return answer.json().at("/error/message").asText().isEmpty() ? sent : "";
        }
    }
}
