package dev.patchbay.proxy.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.StopReason;
import dev.patchbay.proxy.RawBackend;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SaidReaderTest {
    private static final String MESSAGE =
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"sonnet",
             "content":[{"type":"thinking","thinking":"hm","signature":"s"},
                        {"type":"text","text":"Let me look."},
                        {"type":"tool_use","id":"t1","name":"read","input":{"path":"a.txt"}}],
             "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}
            """;
    private static final String STREAM =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"sonnet","content":[],"stop_reason":null,"usage":{"input_tokens":1,"output_tokens":0}}}

            event: ping
            data: {"type":"ping"}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private static Replay.Said said(Dialect front, int status, String told) {
        return SaidReader.read(front, status, told.getBytes());
    }

    private static Optional<StopReason.Kind> stop(Replay.Said said) {
        return said.stop().map(StopReason::kind);
    }

    @Test
    void a_message_in_one_piece_says_thinking_text_and_calls() {
        Replay.Said said = said(Dialect.ANTHROPIC, 200, MESSAGE);

        assertEquals("hm", said.thinking());
        assertEquals("Let me look.", said.text());
        assertEquals(
                List.of(new Part.ToolCall("t1", "read", "{\"path\":\"a.txt\"}")), said.calls());
        assertEquals(Optional.of(StopReason.Kind.TOOL_USE), stop(said));
    }

    @Test
    void a_stream_says_the_same_as_its_whole() {
        Replay.Said said = said(Dialect.ANTHROPIC, 200, STREAM);

        assertEquals("Hello", said.text());
        assertEquals(Optional.of(StopReason.Kind.END_TURN), stop(said));
    }

    @Test
    void of_a_stream_that_was_cut_stays_what_had_come() {
        Replay.Said said =
                said(Dialect.ANTHROPIC, 200, STREAM.substring(0, STREAM.indexOf("\"lo\"")));

        assertEquals("Hel", said.text());
        assertEquals(Optional.empty(), said.stop());
    }

    @Test
    void completions_are_read_streamed_and_whole() {
        Replay.Said whole = said(Dialect.OPENAI, 200, RawBackend.WHOLE);
        Replay.Said streamed =
                said(
                        Dialect.OPENAI,
                        200,
                        """
                        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"read","arguments":"{\\"pa"}}]}}]}

                        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"th\\":1}"}}]},"finish_reason":"tool_calls"}]}

                        data: [DONE]

                        """);

        assertEquals("Hello", whole.text());
        assertEquals(List.of(new Part.ToolCall("c1", "read", "{\"path\":1}")), streamed.calls());
        assertEquals(Optional.of(StopReason.Kind.TOOL_USE), stop(streamed));
    }

    @Test
    void an_error_says_nothing() {
        Replay.Said said =
                said(
                        Dialect.ANTHROPIC,
                        402,
                        "{\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"no\"}}");

        assertTrue(said.parts().isEmpty());
        assertEquals(Optional.empty(), said.stop());
    }
}
