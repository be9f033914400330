package dev.patchbay.codec.openai;

import static dev.patchbay.hub.PromptBuilder.prompt;
import static dev.patchbay.hub.PromptBuilder.result;
import static dev.patchbay.hub.PromptBuilder.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.ToolChoice;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tools, calls and results as text, for models whose server knows nothing of them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextCallsInRequestsTest {
    private static final Quirks QWEN = SomeQuirks.with("textToolCalls", "qwen");

    private static Collection<String> formats() {
        return dev.patchbay.codec.textcalls.CallFormats.SHIPPED.names();
    }

    /// One call of each of two tools, their results, and what the user says then.
    private static PromptBuilder conversation() {
        return prompt().tool("read")
                .user("Go.")
                .assistant(
                        text("I look."),
                        new Part.ToolCall("c1", "read", "{\"path\": \"a\", \"lines\": 3}"),
                        new Part.ToolCall("c2", "list", "{}"))
                .user(result("c1", "text of a"), result("c2", "a, b"), text("And now?"));
    }

    private static String content(String format, int message) {
        var quirks = SomeQuirks.with("textToolCalls", format);
        return Written.of(conversation(), quirks).messages().path(message).path("content").asText();
    }

    @Test
    void calls_stand_behind_the_text_of_their_turn() {
        assertEquals(
                """
                I look.
                <tool_call>
                {"name": "read", "arguments": {"path": "a", "lines": 3}}
                </tool_call>
                <tool_call>
                {"name": "list", "arguments": {}}
                </tool_call>\
                """,
                content("qwen", 2));
    }

    @Test
    void results_open_the_users_next_message() {
        assertEquals(
                """
                <tool_response>
                text of a
                </tool_response>

                <tool_response>
                a, b
                </tool_response>

                And now?\
                """,
                content("qwen", 3));
    }

    @Test
    void arguments_of_the_xml_form_have_lines_of_their_own() {
        assertEquals(
                """
                I look.
                <tool_call>
                <function=read>
                <parameter=path>
                a
                </parameter>
                <parameter=lines>
                3
                </parameter>
                </function>
                </tool_call>
                <tool_call>
                <function=list>
                </function>
                </tool_call>\
                """,
                content("qwen-coder", 2));
    }

    @Test
    void kimis_calls_are_counted_and_named_in_their_results() {
        assertEquals(
                """
                I look.
                <|tool_calls_section_begin|>\
                <|tool_call_begin|>functions.read:0<|tool_call_argument_begin|>\
                {"path": "a", "lines": 3}<|tool_call_end|>\
                <|tool_call_begin|>functions.list:1<|tool_call_argument_begin|>\
                {}<|tool_call_end|>\
                <|tool_calls_section_end|>\
                """,
                content("kimi", 2));
        assertTrue(
                content("kimi", 3).startsWith("## Return of functions.read:0\ntext of a\n\n"),
                content("kimi", 3));
    }

    @Test
    void dsml_says_which_values_are_texts() {
        assertEquals(
                """
                I look.
                <｜DSML｜function_calls>
                <｜DSML｜invoke name="read">
                <｜DSML｜parameter name="path" string="true">a</｜DSML｜parameter>
                <｜DSML｜parameter name="lines" string="false">3</｜DSML｜parameter>
                </｜DSML｜invoke>
                <｜DSML｜invoke name="list">
                </｜DSML｜invoke>
                </｜DSML｜function_calls>\
                """,
                content("deepseek-v3.2", 2));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void user_and_assistant_take_turns(String format) {
        var quirks = SomeQuirks.with("textToolCalls", format);
        var roles = Written.of(conversation(), quirks).messages().findValuesAsText("role");
        assertEquals(List.of("system", "user", "assistant", "user"), roles);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void the_system_text_tells_the_tools_and_shows_a_call(String format) {
        var told = content(format, 0);
        assertTrue(told.contains("{\"type\":\"function\",\"function\":{\"name\":\"read\""), told);
        assertTrue(told.contains("NAME_OF_TOOL"), told);
        assertTrue(told.contains("ARGUMENT"), told);
        assertFalse(told.contains("{name}") || told.contains("{arguments}"), told);
    }

    @Test
    void the_system_text_of_the_client_comes_first() {
        var messages = Written.of(conversation().system("Be brief."), QWEN).messages();
        var system = messages.path(0).path("content").asText();
        assertTrue(system.startsWith("Be brief.\n\n# Tools\n"), system);
    }

    @Test
    void no_field_speaks_of_tools() {
        var written = Written.of(conversation().choice(ToolChoice.Mode.AUTO), QWEN);
        for (var field : List.of("tools", "tool_choice", "parallel_tool_calls")) {
            written.lacks(field);
        }
        assertFalse(written.messages().toString().contains("tool_call_id"));
    }

    @Test
    void without_tools_nothing_is_told_of_them_but_the_history_stays_text() {
        var quiet = prompt().user("Go.").assistant(new Part.ToolCall("c", "read", "{}"));
        var messages = Written.of(quiet.user(result("c", "x")), QWEN).messages();
        assertEquals(3, messages.size());
        assertTrue(messages.path(1).path("content").asText().startsWith("<tool_call>"));
    }

    @Test
    void no_tool_is_told_where_none_may_be_called() {
        var written = Written.of(conversation().choice(ToolChoice.Mode.NONE), QWEN);
        assertEquals("user", written.messages().path(0).path("role").asText());
    }

    @ParameterizedTest
    @CsvSource({"ANY,must call a tool", "NAMED,must call the tool read"})
    void a_choice_is_asked_for_and_told_as_not_enforced(ToolChoice.Mode mode, String words) {
        var choice = new ToolChoice(mode, Optional.of("read"), false);
        var written = Written.of(conversation().choice(choice), QWEN);
        var system = written.messages().path(0).path("content").asText();
        assertTrue(system.contains(words), system);
        assertTrue(written.losses().contains(Loss.felt("tool_choice")));
    }

    @Test
    void marks_that_a_server_would_drop_are_asked_for() {
        Written.of(conversation(), SomeQuirks.with("textToolCalls", "kimi"))
                .holds("skip_special_tokens", "false");
        Written.of(conversation(), QWEN).lacks("skip_special_tokens");
    }

    @Test
    void a_server_that_takes_tools_in_fields_gets_them_there() {
        var quirks = SomeQuirks.with(Map.of("textToolCalls", "qwen", "nativeTools", true));
        var written = Written.of(conversation(), quirks);
        assertEquals(1, written.body().path("tools").size());
        assertEquals(2, written.messages().path(1).path("tool_calls").size());
        assertFalse(written.messages().toString().contains("<tool_call>"));
    }

    @Test
    void an_unknown_format_is_refused_with_those_that_are_known() {
        var refused =
                assertThrows(
                        ProxyError.class,
                        () -> Written.of(conversation(), SomeQuirks.with("textToolCalls", "quen")));
        assertEquals(ProxyError.Kind.BAD_REQUEST, refused.kind());
        assertTrue(refused.getMessage().contains("'quen'"), refused.getMessage());
        assertTrue(refused.getMessage().contains("qwen, hermes"), refused.getMessage());
    }
}
