package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.codec.calls.ToolCalls.Fragment.Form;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;

/// Reads `toolCalls` in all their shapes: flat, with a nested `function`, or Cohere's own without
/// ids. None of them has an index.
final class Calls {
    private Calls() {}

    static List<Fragment> read(JsonNode node) {
        var fragments = new ArrayList<Fragment>();
        for (JsonNode call : Fields.each(node, "toolCalls")) {
            if (call.isObject()) {
                var body = call.path("function").isObject() ? call.path("function") : call;
                fragments.add(fragment(call, body));
            }
        }
        return fragments;
    }

    private static Fragment fragment(JsonNode call, JsonNode body) {
        var arguments = body.path(body.has("arguments") ? "arguments" : "parameters");
        boolean present = Fields.isPresent(arguments);
        boolean text = arguments.isTextual();
        return new Fragment(
                Fields.scalar(call.get("id")),
                Fragment.NO_INDEX,
                Fields.text(body, "name"),
                text ? arguments.textValue() : present ? Json.text(arguments) : "",
                text || !present ? Form.JSON_TEXT : Form.JSON_TREE,
                null);
    }
}
