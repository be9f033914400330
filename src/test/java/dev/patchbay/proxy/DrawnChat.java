package dev.patchbay.proxy;

import dev.patchbay.wire.RandomJson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// A chat request and its answer drawn from a seed, written as nobody's serialiser would and full
/// of members that nobody knows; the same seed draws the same.
///
/// @param answer what the backend says
/// @param usage the frame of it that tells nothing but the usage
/// @param pieces how long each chunk is that it comes in
record DrawnChat(
        String request,
        boolean stream,
        boolean wantsUsage,
        int status,
        String answer,
        String usage,
        List<Integer> pieces) {
    /// Stands for the name of the model until it is known whose name it is.
    private static final String NAME = "\"@@\"";

    static DrawnChat of(long seed) {
        return new Drawing(seed).chat();
    }

    /// @param model as it is written, escapes and all
    String request(String model) {
        return named(request, model);
    }

    /// The answer as a client must get it that asked for this model.
    String told(String model) {
        String asked = stream && !wantsUsage ? answer.replace(usage, "") : answer;
        return named(asked, model);
    }

    private static String named(String text, String model) {
        return text.replace(NAME, '"' + model + '"');
    }

    /// Says the answer.
    void play(RawBackend.Guest guest) throws Exception {
        guest.send(
                "HTTP/1.1 %d X\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                        .formatted(
                                status,
                                stream && status == 200
                                        ? "text/event-stream"
                                        : "application/json"));
        byte[] body = named(answer, "re\\u0061l").getBytes(StandardCharsets.UTF_8);
        int from = 0;
        for (int i = 0; from < body.length; i++) {
            int to = Math.min(body.length, from + pieces.get(i % pieces.size()));
            guest.chunk(Arrays.copyOfRange(body, from, to));
            from = to;
        }
        guest.send("0\r\n\r\n");
    }

    private static final class Drawing {
        private final SplittableRandom random;
        private final RandomJson json;
        private final String lineEnd;

        Drawing(long seed) {
            random = new SplittableRandom(seed);
            json = new RandomJson(seed);
            lineEnd = pick("\n", "\n", "\r\n");
        }

        DrawnChat chat() {
            boolean stream = random.nextBoolean();
            boolean wantsUsage = stream && random.nextBoolean();
            int status = random.nextInt(8) == 0 ? 422 : 200;
            String usage =
                    frame(
                            "{\"choices\": [ ],\"model\":%s,\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}"
                                    .formatted(NAME));
            String answer =
                    status != 200
                            ? object("\"error\": {\"message\":\"N\\u006f.\"}")
                            : stream ? stream(usage) : whole();
            var pieces = new ArrayList<Integer>();
            for (int i = 0; i < 40; i++) {
                pieces.add(random.nextInt(1, random.nextBoolean() ? 8 : 300));
            }
            return new DrawnChat(
                    request(stream, wantsUsage), stream, wantsUsage, status, answer, usage, pieces);
        }

        private String request(boolean stream, boolean wantsUsage) {
            var members = new ArrayList<String>();
            members.add("\"model\" :" + NAME);
            members.add("\"stream\": " + stream);
            if (wantsUsage) {
                members.add("\"stream_options\":{ \"include_usage\":true, \"odd\":1.0 }");
            }
            members.add(
                    "\"tools\":[{\"type\":\"function\",\"odd\":%s,\"function\":{\"name\":\"own\",\"parameters\":{\"type\":\"object\"}}}]"
                            .formatted(json.value(1)));
            members.add(
                    "\"messages\" : [ {\"role\":\"system\", \"content\":\"B\\u0065 kind.\"},"
                            + "{\"role\":\"user\", \"odd\":%s, \"content\" : \"h\\u00e4\\/ 日?\"} ]"
                                    .formatted(json.value(1)));
            return object(members.toArray(String[]::new));
        }

        private String whole() {
            return object(
                    "\"id\":\"c\"",
                    "\"model\" : " + NAME,
                    "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\\u0041"
                        + " \\\"model\\\":\\\"x\\\"\",\"model\":1e0},\"finish_reason\":\"stop\"}]",
                    "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"model\":1.0}");
        }

        private String stream(String usage) {
            var stream = new StringBuilder();
            stream.append(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
            for (int i = random.nextInt(6); i >= 0; i--) {
                stream.append(chunk("{\"content\" : \"\\ud83d\\udc4d日\"}", "null"));
                if (random.nextInt(3) == 0) {
                    stream.append(": a comment").append(lineEnd).append(lineEnd);
                }
            }
            stream.append(chunk("{}", "\"stop\"")).append(usage);
            return stream + frame("[DONE]");
        }

        private String chunk(String delta, String finish) {
            String chunk =
                    object(
                            "\"object\":\"chat.completion.chunk\"",
                            "\"model\" :" + NAME,
                            "\"usage\" : null",
                            "\"choices\":[{\"index\":0, \"delta\":%s,\"finish_reason\":%s}]"
                                    .formatted(delta, finish));
            return frame(chunk);
        }

        private String frame(String data) {
            return pick("data: ", "data:") + data + lineEnd + lineEnd;
        }

        /// These members and some that nobody knows, in any order, on one line.
        private String object(String... known) {
            var members = new ArrayList<>(List.of(known));
            for (int i = random.nextInt(4); i > 0; i--) {
                String odd = json.value(1).replaceAll("[\r\n]", " ");
                members.add("\"odd_%d\":%s".formatted(i, odd));
            }
            Collections.shuffle(members, new Random(random.nextLong()));
            String blank = pick("", " ", "  ", "\t");
            return "{" + blank + String.join(blank + "," + blank, members) + blank + "}";
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
