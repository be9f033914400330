package dev.patchbay.codec.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Loss;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Takes `allOf`, `anyOf` and `oneOf` out of a schema, for those who refuse them.
///
/// A branch that is `null` goes: that a value may be missing is said by not requiring it. One
/// branch, or all of `allOf`, becomes part of the schema around it. Several lists of values become
/// one, several objects become one with all their properties; of branches that have nothing in
/// common the first stays.
final class ChoiceReducer {
    private static final List<String> CHOICES = List.of("anyOf", "oneOf");

    private final Consumer<Loss> losses;

    ChoiceReducer(Consumer<Loss> losses) {
        this.losses = losses;
    }

    ObjectNode reduced(ObjectNode schema) {
        var flat = SubSchemas.map(schema, this::node);
        if (flat.remove("allOf") instanceof ArrayNode all) {
            branches(all).forEach(branch -> lay(branch, flat));
        }
        for (String word : CHOICES) {
            if (flat.remove(word) instanceof ArrayNode choice) {
                choose(branches(choice), word, flat);
            }
        }
        return flat;
    }

    private JsonNode node(JsonNode schema) {
        return schema instanceof ObjectNode object ? reduced(object) : schema;
    }

    private static List<ObjectNode> branches(ArrayNode list) {
        var branches = new ArrayList<ObjectNode>();
        for (JsonNode branch : list) {
            if (branch instanceof ObjectNode object
                    && !object.path("type").asText().equals("null")) {
                branches.add(object);
            }
        }
        return branches;
    }

    private void choose(List<ObjectNode> branches, String word, ObjectNode into) {
        if (branches.size() == 1) {
            lay(branches.getFirst(), into);
        } else if (branches.isEmpty()) {
            return;
        } else if (branches.stream().allMatch(ChoiceReducer::listsValues)) {
            var values = Json.array();
            branches.forEach(branch -> values.addAll(values(branch)));
            into.set("enum", values);
            if (branches.getFirst().get("type") instanceof JsonNode type) {
                into.putIfAbsent("type", type);
            }
        } else {
            losses.accept(Loss.felt("schema keyword " + word));
            boolean objects = branches.stream().allMatch(branch -> branch.has("properties"));
            lay(objects ? union(branches) : branches.getFirst(), into);
        }
    }

    private static boolean listsValues(ObjectNode branch) {
        return branch.has("const") || branch.path("enum").isArray();
    }

    private static ArrayNode values(ObjectNode branch) {
        return branch.get("enum") instanceof ArrayNode values
                ? values
                : Json.array().add(branch.get("const"));
    }

    /// All properties of all branches; required is only what every one requires.
    private static ObjectNode union(List<ObjectNode> branches) {
        var union = Json.object().put("type", "object");
        var properties = union.putObject("properties");
        Set<String> required = new LinkedHashSet<>(required(branches.getFirst()));
        for (ObjectNode branch : branches) {
            branch.path("properties")
                    .properties()
                    .forEach(one -> properties.putIfAbsent(one.getKey(), one.getValue()));
            required.retainAll(required(branch));
        }
        if (!required.isEmpty()) {
            required.forEach(union.putArray("required")::add);
        }
        return union;
    }

    /// What the schema says itself stands; lists of properties are joined.
    private static void lay(ObjectNode branch, ObjectNode into) {
        for (var field : branch.properties()) {
            var own = into.get(field.getKey());
            if (own instanceof ObjectNode named && field.getKey().equals("properties")) {
                field.getValue()
                        .properties()
                        .forEach(one -> named.putIfAbsent(one.getKey(), one.getValue()));
            } else if (own instanceof ArrayNode && field.getKey().equals("required")) {
                var all = new LinkedHashSet<>(required(into));
                all.addAll(required(branch));
                all.forEach(into.putArray("required")::add);
            } else {
                into.putIfAbsent(field.getKey(), field.getValue());
            }
        }
    }

    private static List<String> required(ObjectNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asText).toList();
    }
}
