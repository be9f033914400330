package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Proves;
import dev.patchbay.proxy.board.Pace;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CountTokensTest {
    private static final String PLAIN =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"How are you?\"}]}";
    private static final String TOOLS =
            PLAIN.replace(
                    "\"model\":\"m\"",
                    "\"model\":\"m\",\"tools\":[{\"name\":\"look\",\"description\":\"Looks at a"
                            + " thing.\",\"input_schema\":{\"type\":\"object\"}}]");
    private static final String IMAGE =
            TOOLS.replace(
                    "\"How are you?\"",
                    "[{\"type\":\"text\",\"text\":\"How are"
                        + " you?\"},{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://example.org/a.png\"}}]");

    private static long count(Visitor visitor, String body) throws Exception {
        var answer = visitor.post("/v1/messages/count_tokens", body);
        assertEquals(200, answer.statusCode(), answer.body());
        return Visitor.json(answer).path("input_tokens").asLong();
    }

    @Test
    @Proves({"edge 193", "edge 194", "messages-api §2 count_tokens"})
    void the_count_is_never_zero_and_grows_with_what_is_said() throws Exception {
        try (var house = new House(House.inFrontOf("http://127.0.0.1:9/v1"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            long plain = count(visitor, PLAIN);
            long tools = count(visitor, TOOLS);
            long image = count(visitor, IMAGE);
            long extras =
                    count(
                            visitor,
                            PLAIN.replace(
                                    "\"model\":\"m\"",
                                    "\"model\":\"m\",\"thinking\":{\"type\":\"adaptive\"},\"context_management\":{\"edits\":[]}"));

            assertTrue(
                    0 < plain && plain < tools && tools < image, plain + " " + tools + " " + image);
            assertEquals(plain, extras);
        }
    }

    @Test
    @Proves("messages-api §2 count_tokens beta")
    void the_beta_form_also_tells_the_count_before_any_edit() throws Exception {
        try (var house = new House(House.inFrontOf("http://127.0.0.1:9/v1"), Pace.USUAL);
                var visitor = new Visitor(house)) {
            var body = Visitor.json(visitor.post("/v1/messages/count_tokens?beta=true", PLAIN));

            assertEquals(
                    body.path("input_tokens").asLong(),
                    body.at("/context_management/original_input_tokens").asLong());
        }
    }

    @Test
    @Proves({"edge 193", "edge 186", "edge 195", "openai-chat §5.2 unknown"})
    void the_same_number_stands_in_the_stream_and_in_usage_that_never_came() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.start();
            backend.enqueue(
                    AnswerOf.stream(
                            "{\"choices\":[{\"delta\":{\"content\":\"Well, thank"
                                    + " you.\"},\"finish_reason\":\"stop\"}],\"usage\":null}",
                            "[DONE]"));
            try (var house = new House(House.inFrontOf(backend.url("/v1").toString()), Pace.USUAL);
                    var visitor = new Visitor(house)) {
                long counted = count(visitor, PLAIN);
                String stream =
                        new String(
                                visitor.post(
                                                "/v1/messages",
                                                PLAIN.replace(
                                                                "{",
                                                                "{\"stream\":true,\"max_tokens\":9,")
                                                        .replaceFirst(
                                                                "\\{\"stream\":true,\"max_tokens\":9,\"role\"",
                                                                "{\"role\""))
                                        .body()
                                        .getBytes(StandardCharsets.UTF_8),
                                StandardCharsets.UTF_8);

                assertTrue(
                        stream.contains(
                                "\"usage\":{\"input_tokens\":" + counted + ",\"output_tokens\":0"),
                        stream);
                String end = stream.substring(stream.indexOf("event: message_delta"));
                assertTrue(end.contains("\"input_tokens\":" + counted + ","), end);
                assertTrue(
                        !end.contains("\"output_tokens\":0,"),
                        "the output was not estimated: " + end);
            }
        }
    }
}
