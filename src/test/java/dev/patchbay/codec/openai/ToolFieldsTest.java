package dev.patchbay.codec.openai;

import static dev.patchbay.hub.PromptBuilder.emptySchema;
import static dev.patchbay.hub.PromptBuilder.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.Proves;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.PromptBuilder;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Quirks.ReasoningForm;
import dev.patchbay.hub.Quirks.WebSearch;
import dev.patchbay.hub.SomeQuirks;
import dev.patchbay.hub.Tool;
import dev.patchbay.hub.ToolChoice;
import dev.patchbay.hub.ToolChoice.Mode;
import dev.patchbay.hub.Traits;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tools, the choice among them and a search of the backend's own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ToolFieldsTest {
    private static final Tool SEARCH =
            new Tool.WebSearch("web_search", new Opaque(Dialect.ANTHROPIC, Json.object()));

    private static final Tool SCREEN =
            new Tool.Function(
                    "computer",
                    Optional.empty(),
                    emptySchema(),
                    false,
                    Optional.of("computer_20250124"));

    private static PromptBuilder asking() {
        return prompt().user("Hi");
    }

    private static ToolChoice named(String name) {
        return new ToolChoice(Mode.NAMED, Optional.of(name), false);
    }

    private static String refusal(PromptBuilder prompt, Quirks quirks) {
        var error = assertThrows(ProxyError.class, () -> Written.of(prompt, quirks));
        assertEquals(ProxyError.Kind.BAD_REQUEST, error.kind());
        return error.message();
    }

    @Test
    void a_tool_without_description_has_no_such_field() {
        Written.of(asking().tool("f"))
                .holds(
                        "tools",
                        """
                        [{"type":"function","function":{
                          "name":"f","parameters":{"type":"object","properties":{}}}}]
                        """);
    }

    @Test
    void each_mode_has_its_word() {
        Written.of(asking().tool("f")).lacks("tool_choice");
        Written.of(asking().tool("f").choice(Mode.AUTO)).holds("tool_choice", "\"auto\"");
        Written.of(asking().tool("f").choice(Mode.ANY)).holds("tool_choice", "\"required\"");
        Written.of(asking().tool("f").choice(Mode.NONE)).holds("tool_choice", "\"none\"");
    }

    @Test
    void a_forced_tool_goes_by_its_wire_name() {
        Written.of(asking().tool("a.b").choice(named("a.b")))
                .holds(
                        "tool_choice",
                        """
                        {"type":"function","function":{"name":"a_b"}}
                        """);
    }

    @Test
    void one_call_at_a_time_is_asked_for() {
        var one = new ToolChoice(Mode.AUTO, Optional.empty(), true);
        Written.of(asking().tool("f").choice(one)).holds("parallel_tool_calls", "false");
        var refusing =
                Written.of(
                        asking().tool("f").choice(one), SomeQuirks.with("noParallelSwitch", true));
        refusing.lacks("parallel_tool_calls");
        assertEquals(List.of(Loss.felt("parallel_tool_calls")), refusing.losses());
    }

    @Test
    void without_tools_there_is_neither_choice_nor_switch() {
        var written = Written.of(asking().choice(new ToolChoice(Mode.ANY, Optional.empty(), true)));
        written.lacks("tools");
        written.lacks("tool_choice");
        written.lacks("parallel_tool_calls");
    }

    @Test
    void a_forced_tool_that_is_not_offered_is_refused() {
        var message = refusal(asking().tool("f").choice(named("g")), SomeQuirks.NONE);
        assertTrue(message.contains("'g'") && message.contains("'Back'"), message);
    }

    @Test
    @Proves("messages-api §6 computer")
    void a_screen_that_a_blind_model_must_work_on_is_refused() {
        var any = new ToolChoice(Mode.ANY, Optional.empty(), false);
        for (var choice : List.of(any, named("computer"))) {
            var prompt = asking().tool(SCREEN).choice(choice);
            var error = assertThrows(ProxyError.class, () -> blind(prompt));
            assertEquals(ProxyError.Kind.BAD_REQUEST, error.kind());
            assertTrue(error.message().contains("tool_choice"), error.message());
        }
        assertEquals(
                List.of(Loss.felt("tool computer_20250124")),
                blind(asking().tool(SCREEN).tool("f").choice(Mode.ANY)).losses());
    }

    private static Written blind(PromptBuilder prompt) {
        var known = Traits.UNKNOWN;
        return Written.of(
                prompt,
                SomeQuirks.NONE,
                new Traits(
                        known.maxOutput(), known.window(), false, List.of(), false, false, false));
    }

    @Test
    void too_many_tools_are_refused_with_the_number() {
        var prompt = asking();
        for (int i = 0; i < 130; i++) {
            prompt.tool("f" + i);
        }
        var message = refusal(prompt, SomeQuirks.with("maxTools", 128));
        assertTrue(message.contains("130") && message.contains("128"), message);
        assertEquals(130, Written.of(prompt).body().path("tools").size());
    }

    @Test
    void a_long_description_is_cut_without_halving_a_character() {
        var text = "x".repeat(1022) + "👍 and more";
        var function = new Tool.Function("f", Optional.of(text), emptySchema(), false);
        var written =
                Written.of(asking().tool(function), SomeQuirks.with("descriptionLimit", 1024));
        assertEquals(
                "x".repeat(1022) + "…",
                written.body().at("/tools/0/function/description").asText());
        assertEquals(List.of(Loss.slight("the end of a tool description")), written.losses());
    }

    @Test
    void strict_is_kept_where_schema_and_backend_allow_it() throws Exception {
        var closed =
                (ObjectNode)
                        Json.read(
                                """
                                {"type":"object","properties":{"a":{"type":"string"}},
                                 "required":["a"],"additionalProperties":false}
                                """);
        var tool = new Tool.Function("f", Optional.empty(), closed, true);
        var open = new Tool.Function("f", Optional.empty(), emptySchema(), true);
        var strict = SomeQuirks.with("strictTools", true);

        assertTrue(isStrict(Written.of(asking().tool(tool), strict)));
        assertFalse(isStrict(Written.of(asking().tool(tool), SomeQuirks.NONE)));
        assertFalse(isStrict(Written.of(asking().tool(open), strict)));
    }

    private static boolean isStrict(Written written) {
        return written.body().at("/tools/0/function/strict").asBoolean();
    }

    @Test
    void a_web_search_beside_other_tools_is_left_out() {
        var written = Written.of(asking().tool("f").tool(SEARCH));
        assertEquals(1, written.body().path("tools").size());
        assertEquals(List.of(Loss.felt("web_search")), written.losses());
    }

    @Test
    void a_web_search_alone_is_refused() {
        var message = refusal(asking().tool(SEARCH), SomeQuirks.NONE);
        assertTrue(message.contains("web search cannot run there"), message);
    }

    @Test
    void a_forced_web_search_is_refused() {
        var message =
                refusal(
                        asking().tool("f").tool(SEARCH).choice(named("web_search")),
                        SomeQuirks.NONE);
        assertTrue(message.contains("web search cannot run there"), message);
    }

    @Test
    void a_backend_may_refuse_every_web_search() {
        refusal(asking().tool("f").tool(SEARCH), SomeQuirks.with("webSearch", WebSearch.REFUSE));
    }

    @Test
    void a_backend_with_a_search_of_its_own_is_asked_for_it() {
        var written =
                Written.of(asking().tool(SEARCH), SomeQuirks.with("webSearch", WebSearch.NATIVE));
        written.holds("web_search_options", "{}");
        written.lacks("tools");
        Written.of(
                        asking().tool(SEARCH),
                        SomeQuirks.with(
                                Map.of(
                                        "webSearch",
                                        WebSearch.NATIVE,
                                        "reasoningForm",
                                        ReasoningForm.OBJECT)))
                .holds("plugins", "[{\"id\":\"web\"}]");
    }

    @Test
    void a_forced_search_of_the_backends_own_keeps_the_functions_out() {
        Written.of(
                        asking().tool("f").tool(SEARCH).choice(named("web_search")),
                        SomeQuirks.with("webSearch", WebSearch.NATIVE))
                .holds("tool_choice", "\"none\"");
    }

    @Test
    void an_ordinary_tool_may_be_called_web_search() {
        var written = Written.of(asking().tool("web_search").choice(named("web_search")));
        assertEquals("web_search", written.body().at("/tools/0/function/name").asText());
        assertEquals(List.of(), written.losses());
    }

    @Test
    void long_names_are_short_everywhere_in_the_request() {
        var name = "n".repeat(90);
        var call = new Part.ToolCall("c1", name, "{}");
        var body =
                Written.of(prompt().tool(name).choice(named(name)).user("Hi").assistant(call))
                        .body();
        var wire = body.at("/tools/0/function/name").asText();
        assertEquals(64, wire.length());
        assertEquals(wire, body.at("/tool_choice/function/name").asText());
        assertEquals(wire, body.at("/messages/1/tool_calls/0/function/name").asText());
    }
}
