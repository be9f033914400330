package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/// The value of an argument that a model wrote as plain text, without saying or without knowing of
/// which type it is. The tool's schema decides; where it does not, what reads as JSON is JSON.
final class PlainValue {
    private PlainValue() {}

    /// `attribute` is what the model said of the type: something with `true` in it if it is a text,
    /// with `false` if it is JSON, else nothing. `schema` is that of the property, if one is known.
    static JsonNode of(String text, String attribute, JsonNode schema) {
        var types = types(schema);
        boolean isText =
                types.isEmpty()
                        ? attribute.contains("true")
                        : types.contains("string")
                                && (types.size() == 1 || !attribute.contains("false"));
        boolean isNull = types.contains("null") && text.strip().equals("null");
        if (isText && !isNull) {
            return TextNode.valueOf(text);
        }
        var value = json(text.strip());
        return value == null ? TextNode.valueOf(text) : value;
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return Json.read(
                    switch (text) {
                        case "True" -> "true";
                        case "False" -> "false";
                        case "None" -> "null";
                        default -> text;
                    });
        } catch (JsonProcessingException e) {
            // Some write lists and objects as Python does.
            return text.startsWith("[") || text.startsWith("{") ? PythonCalls.value(text) : null;
        }
    }

    /// The types that a schema allows; none if it does not say.
    private static Set<String> types(JsonNode schema) {
        var types = new HashSet<String>();
        var type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.asText()));
        for (var choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            schema.path(choice).forEach(each -> types.addAll(types(each)));
        }
        if (types.isEmpty()) {
            schema.path("enum").forEach(each -> types.add(typeOf(each)));
            if (schema.has("const")) {
                types.add(typeOf(schema.path("const")));
            }
        }
        return types;
    }

    private static String typeOf(JsonNode value) {
        return value.isTextual() ? "string" : value.isNull() ? "null" : "other";
    }
}
