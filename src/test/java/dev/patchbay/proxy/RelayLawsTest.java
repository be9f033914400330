package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.Proves;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.RandomJson;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Whatever an Anthropic client and backend say to each other passes to the byte, but for the name
/// of the model.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RelayLawsTest {
    private static final int EXCHANGES = 200;
    private static final String ASKED = "claude-asked";
    private static final String REAL = "claude-real";

    /// Stands for the name of the model until it is known whose name it is.
    private static final String NAME = "\"@@\"";

    /// One exchange as it is drawn.
    private record Drawn(String request, String answer, boolean stream, List<Integer> pieces) {
        byte[] request(String name) {
            return bytes(request, name);
        }

        byte[] answer(String name) {
            return bytes(answer, name);
        }

        private static byte[] bytes(String text, String name) {
            return text.replace(NAME, name).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    @Proves({"edge 221", "edge 222", "edge 223", "edge 225", "messages-api §2 relayed"})
    void bytes_out_equal_bytes_in_but_for_the_model() throws Exception {
        var answers = new LinkedBlockingQueue<Drawn>();
        var requests = new LinkedBlockingQueue<byte[]>();
        try (var backend = new RawBackend(guest -> play(guest, answers, requests));
                var house = new House(settings(backend.url()), Pace.USUAL);
                var client = HttpClient.newHttpClient()) {
            for (long seed = 1; seed <= EXCHANGES; seed++) {
                Drawn drawn = drawn(seed);
                answers.add(drawn);
                var request =
                        HttpRequest.newBuilder(URI.create(house.url("/v1/messages?beta=true")))
                                .version(HttpClient.Version.HTTP_1_1)
                                .timeout(Duration.ofSeconds(20))
                                .header("content-type", "application/json")
                                .header("x-api-key", House.TOKEN)
                                .POST(BodyPublishers.ofByteArray(drawn.request(asked(seed))))
                                .build();

                var answer = client.send(request, BodyHandlers.ofByteArray());

                String why = "seed " + seed;
                byte[] sent = requests.poll(10, TimeUnit.SECONDS);
                assertText(drawn.request('"' + REAL + '"'), sent, why + ", request");
                assertText(drawn.answer('"' + ASKED + '"'), answer.body(), why + ", answer");
                assertEquals(200, answer.statusCode(), why);
            }
        }
    }

    /// The same name, sometimes as nobody would write it.
    private static String asked(long seed) {
        return seed % 3 == 0 ? "\"cl\\u0061ude-\\u0061sked\"" : '"' + ASKED + '"';
    }

    private static void assertText(byte[] expected, byte[] actual, String why) {
        if (!Arrays.equals(expected, actual)) {
            assertEquals(
                    new String(expected, StandardCharsets.UTF_8),
                    new String(actual, StandardCharsets.UTF_8),
                    why);
            assertArrayEquals(expected, actual, why);
        }
    }

    private static Settings settings(String url) {
        return Settings.DEFAULT
                .withBackends(List.of(BackendSettings.of("up", BackendKind.ANTHROPIC, url)))
                .withDefaultAlias(Optional.empty())
                .withAlias(Alias.of(ASKED, Target.of("up", REAL)))
                .withPort(0);
    }

    private static void play(
            RawBackend.Guest guest, BlockingQueue<Drawn> answers, BlockingQueue<byte[]> requests)
            throws Exception {
        while (guest.awaitsRequest()) {
            guest.request();
            requests.add(guest.body());
            Drawn drawn = answers.take();
            String type = drawn.stream() ? "text/event-stream" : "application/json";
            guest.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(type));
            byte[] body = drawn.answer('"' + REAL + '"');
            int from = 0;
            for (int length : drawn.pieces()) {
                int to = Math.min(body.length, from + length);
                if (to > from) {
                    guest.chunk(Arrays.copyOfRange(body, from, to));
                }
                from = to;
            }
            if (from < body.length) {
                guest.chunk(Arrays.copyOfRange(body, from, body.length));
            }
            guest.send("0\r\n\r\n");
        }
    }

    // ------------------------------------------------------------------ what is drawn

    private static Drawn drawn(long seed) {
        var random = new SplittableRandom(seed);
        var json = new RandomJson(seed);
        boolean stream = random.nextBoolean();
        var pieces = new ArrayList<Integer>();
        for (int i = 0; i < 40; i++) {
            pieces.add(random.nextInt(1, random.nextBoolean() ? 8 : 300));
        }
        return new Drawn(
                request(random, json, stream),
                stream ? stream(random, json) : message(random, json),
                stream,
                pieces);
    }

    private static String request(SplittableRandom random, RandomJson json, boolean stream) {
        var members = new ArrayList<String>();
        members.add("\"model\" :" + NAME);
        members.add("\"max_tokens\": 10");
        members.add("\"stream\":" + stream);
        members.add(
                "\"messages\" : [ {\"role\":\"user\", \"x\":%s, \"content\" : \"h\\u00e4\\/ 日\"} ]"
                        .formatted(json.value(1)));
        members.addAll(odd(random, json));
        return object(random, members);
    }

    private static String message(SplittableRandom random, RandomJson json) {
        var members = new ArrayList<String>();
        members.add("\"id\":\"msg_1\"");
        members.add("\"type\": \"message\"");
        members.add("\"role\":\"assistant\"");
        members.add("\"model\" : " + NAME);
        members.add(
                "\"content\":[{\"type\":\"text\",\"text\":\"\\u0041 \\\"model\\\":\\\"x\\\"\"}]");
        members.add("\"stop_reason\":\"end_turn\"");
        members.add("\"usage\":{\"input_tokens\":7,\"output_tokens\":2,\"more\":{\"model\":1.0}}");
        members.addAll(odd(random, json));
        return object(random, members);
    }

    private static String stream(SplittableRandom random, RandomJson json) {
        String start =
                "{\"type\":\"message_start\",\"message\":" + message(random, json) + ",\"y\":1e0}";
        var frames = new ArrayList<String>();
        frames.add("event: message_start\ndata: " + start + "\n\n");
        frames.add(frame("ping", "{\"type\": \"ping\"}"));
        frames.add(
                frame(
                        "content_block_start",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                                + "{\"type\":\"text\",\"text\":\"\"}}"));
        for (int i = random.nextInt(5); i >= 0; i--) {
            frames.add(
                    frame(
                            "content_block_delta",
                            "{\"type\":\"content_block_delta\","
                                + " \"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"\\ud83d\\udc4d\"},"
                                + " \"z\":"
                                    + line(json)
                                    + "}"));
            if (random.nextInt(3) == 0) {
                frames.add(": a comment\n\n");
                frames.add(frame("newer", "{\"type\":\"newer\",\"model\":" + line(json) + "}"));
            }
        }
        frames.add(frame("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
        frames.add(
                frame(
                        "message_delta",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                                + "\"usage\":{\"output_tokens\":2}}"));
        frames.add(frame("message_stop", "{\"type\":\"message_stop\"}"));
        String text = String.join("", frames);
        return random.nextInt(3) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private static String frame(String event, String data) {
        return "event: %s\ndata: %s\n\n".formatted(event, data);
    }

    /// Members that nobody knows.
    private static List<String> odd(SplittableRandom random, RandomJson json) {
        var odd = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            odd.add("\"odd_%d\":%s".formatted(i, line(json)));
        }
        return odd;
    }

    /// A value on one line, as a frame needs it.
    private static String line(RandomJson json) {
        return json.value(1).replaceAll("[\r\n]", " ");
    }

    private static String object(SplittableRandom random, List<String> members) {
        Collections.shuffle(members, new Random(random.nextLong()));
        String blank = List.of("", " ", "  ", "\t").get(random.nextInt(4));
        return "{" + blank + String.join(blank + "," + blank, members) + blank + "}";
    }
}
