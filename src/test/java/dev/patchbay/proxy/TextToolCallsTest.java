package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.settings.Settings;
import dev.patchbay.wire.Json;

import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/// A client that works with tools, and a server that only knows text.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextToolCallsTest {
    private static final String ASKED =
            """
            {"model": "m", "max_tokens": 100, "stream": true,
             "messages": [{"role": "user", "content": "Weather?"}],
             "tools": [{"name": "get_weather", "input_schema":
               {"type": "object", "properties": {"city": {"type": "string"}}}}]}
            """;

    private final MockWebServer backend = new MockWebServer();

    @BeforeEach
    void open() throws Exception {
        backend.start();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private House house() throws Exception {
        Settings plain = House.inFrontOf(backend.url("/v1").toString());
        var quirky =
                plain.backends()
                        .getFirst()
                        .withQuirk("textToolCalls", TextNode.valueOf("qwen"))
                        .withQuirk("thinkTags", BooleanNode.TRUE);
        return new House(plain.withBackend(quirky), Pace.USUAL);
    }

    private static String chunk(String text) {
        var chunk = Json.object();
        chunk.putArray("choices").addObject().putObject("delta").put("content", text);
        return Json.text(chunk);
    }

    private static String finish() {
        return "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}";
    }

    private ObjectNode sent() throws Exception {
        return (ObjectNode) Json.read(backend.takeRequest().getBody().utf8());
    }

    /// Two turns: the model calls a tool, the client brings its result, the model answers.
    @Test
    void a_tool_is_called_and_its_result_is_brought() throws Exception {
        backend.enqueue(
                AnswerOf.stream(
                        chunk("<think>Oslo?</think>I look.\n<tool"),
                        chunk("_call>\n{\"name\": \"get_weather\", \"argum"),
                        chunk("ents\": {\"city\": \"Oslo\"}}\n</tool_call>"),
                        finish()));
        backend.enqueue(AnswerOf.stream(chunk("It rains."), finish()));
        try (var house = house()) {
            var first = RawClient.ask(house, ASKED).body();

            assertTrue(first.contains("\"type\":\"tool_use\""), first);
            assertTrue(first.contains("\"stop_reason\":\"tool_use\""), first);
            assertTrue(first.contains("{\\\"city\\\":\\\"Oslo\\\"}"), first);
            assertFalse(first.contains("tool_call>"), first);
            var asked = sent();
            assertFalse(asked.has("tools"), asked.toString());
            assertEquals("ok", house.await(Note.ExchangeEnded.class).outcome());

            var next = (ObjectNode) Json.read(ASKED);
            next.withArray("messages")
                    .add(
                            Json.read(
                                    """
                                    {"role": "assistant", "content": [{"type": "tool_use",
                                     "id": "toolu_1", "name": "get_weather",
                                     "input": {"city": "Oslo"}}]}\
                                    """))
                    .add(
                            Json.read(
                                    """
                                    {"role": "user", "content": [{"type": "tool_result",
                                     "tool_use_id": "toolu_1", "content": "Rain"}]}\
                                    """));
            var second = RawClient.ask(house, Json.text(next)).body();

            assertTrue(second.contains("It rains."), second);
            var messages = sent().path("messages");
            assertEquals(
                    "<tool_call>\n"
                            + "{\"name\": \"get_weather\", \"arguments\": {\"city\":\"Oslo\"}}\n"
                            + "</tool_call>",
                    messages.path(2).path("content").asText());
            assertEquals(
                    "<tool_response>\nRain\n</tool_response>",
                    messages.path(3).path("content").asText());
        }
    }

    @Test
    void an_unknown_format_is_refused_before_anything_is_sent() throws Exception {
        Settings plain = House.inFrontOf(backend.url("/v1").toString());
        var wrong =
                plain.backends().getFirst().withQuirk("textToolCalls", TextNode.valueOf("quen"));
        try (var house = new House(plain.withBackend(wrong), Pace.USUAL)) {
            var answer = RawClient.ask(house, ASKED);

            assertEquals(400, answer.status());
            assertTrue(answer.errorMessage().contains("'quen'"), answer.body());
            assertEquals(0, backend.getRequestCount());
        }
    }
}
