package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.codec.calls.ToolCalls.Fragment.Form;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads the tool calls of a delta or a message, in each of the shapes they come in.
final class CallReader {
    private CallReader() {}

    static List<Fragment> read(JsonNode delta) {
        var fragments = list(delta);
        if (!fragments.isEmpty()) {
            return fragments;
        }
        var legacy = delta.path("function_call");
        return legacy.isObject() ? List.of(fragment(legacy, legacy)) : List.of();
    }

    /// The calls under `tool_calls`.
    static List<Fragment> list(JsonNode node) {
        if (!Fields.isPresent(node.get("tool_calls"))) {
            return List.of();
        }
        var fragments = new ArrayList<Fragment>();
        for (var call : Fields.each(node, "tool_calls")) {
            if (call.isObject()) {
                fragments.add(fragment(call));
            }
        }
        return fragments;
    }

    /// One call, whole or a piece of it.
    static Fragment fragment(JsonNode call) {
        for (var body : List.of("function", "custom")) {
            if (call.path(body).isObject()) {
                return fragment(call, call.path(body));
            }
        }
        return fragment(call, call);
    }

    private static Fragment fragment(JsonNode call, JsonNode body) {
        boolean custom = call.has("custom") || Fields.text(call, "type").equals("custom");
        var arguments = body.path(custom ? "input" : "arguments");
        var form =
                custom
                        ? Form.PLAIN_TEXT
                        : arguments.isTextual() || !Fields.isPresent(arguments)
                                ? Form.JSON_TEXT
                                : Form.JSON_TREE;
        return new Fragment(
                Fields.scalar(call.get("id")),
                index(call.path("index")),
                Fields.text(body, "name"),
                Fields.isPresent(arguments) ? text(arguments) : "",
                form,
                signature(call));
    }

    private static String text(JsonNode arguments) {
        return arguments.isTextual() ? arguments.textValue() : Json.text(arguments);
    }

    private static int index(JsonNode index) {
        if (!index.isNumber() && !index.isTextual()) {
            return Fragment.NO_INDEX;
        }
        int number = index.asInt(Fragment.NO_INDEX);
        return number < 0 ? Fragment.NO_INDEX : number;
    }

    /// Gemini's mark on a call, wanted back with it.
    private static @Nullable JsonNode signature(JsonNode call) {
        var mark = call.path("extra_content").path("google").get("thought_signature");
        return mark != null && mark.isTextual() ? mark : null;
    }
}
