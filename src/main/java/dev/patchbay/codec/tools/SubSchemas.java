package dev.patchbay.codec.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Knows where a JSON schema holds further schemas. Everything else in it is data, and the names
/// of properties are the user's: a property called `format` is no keyword.
final class SubSchemas {
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> LISTED = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
    private static final Set<String> SINGLE =
            Set.of("items", "contains", "not", "if", "then", "else", "propertyNames");

    /// Here `true` and `false` are ordinary words, not schemas to be spelt out.
    private static final Set<String> SWITCHES =
            Set.of(
                    "additionalProperties",
                    "additionalItems",
                    "unevaluatedProperties",
                    "unevaluatedItems");

    private SubSchemas() {}

    static List<JsonNode> of(ObjectNode schema) {
        var found = new ArrayList<JsonNode>();
        map(
                schema,
                sub -> {
                    found.add(sub);
                    return sub;
                });
        return found;
    }

    /// A copy in which every direct sub-schema is replaced.
    static ObjectNode map(ObjectNode schema, UnaryOperator<JsonNode> each) {
        var copy = Json.object();
        for (var field : schema.properties()) {
            copy.set(field.getKey(), value(field.getKey(), field.getValue(), each));
        }
        return copy;
    }

    private static JsonNode value(String word, JsonNode value, UnaryOperator<JsonNode> each) {
        if (NAMED.contains(word) && value instanceof ObjectNode named) {
            var copy = Json.object();
            named.properties().forEach(one -> copy.set(one.getKey(), each.apply(one.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode list && (LISTED.contains(word) || word.equals("items"))) {
            var copy = Json.array();
            list.forEach(one -> copy.add(each.apply(one)));
            return copy;
        }
        if (SINGLE.contains(word) || SWITCHES.contains(word) && value.isObject()) {
            return each.apply(value);
        }
        return value.deepCopy();
    }
}
