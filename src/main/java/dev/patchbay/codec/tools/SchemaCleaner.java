package dev.patchbay.codec.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Makes a JSON schema one that the recipient accepts. Works on a copy; names of properties and
/// data inside a schema are never touched.
public final class SchemaCleaner {
    private static final Set<String> BOOKKEEPING = Set.of("$schema", "$id", "$comment");
    private static final Set<String> RARE =
            Set.of(
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "propertyNames",
                    "patternProperties",
                    "unevaluatedProperties",
                    "unevaluatedItems",
                    "dependentSchemas",
                    "if",
                    "then",
                    "else",
                    "not");
    private static final Set<String> COMMON_FORMATS =
            Set.of(
                    "date-time",
                    "date",
                    "time",
                    "duration",
                    "email",
                    "hostname",
                    "ipv4",
                    "ipv6",
                    "uuid");
    private static final List<String> CHOICES = List.of("anyOf", "oneOf", "allOf");

    private final Quirks quirks;
    private final Consumer<Loss> losses;

    public SchemaCleaner(Quirks quirks, Consumer<Loss> losses) {
        this.quirks = quirks;
        this.losses = losses;
    }

    /// The parameters of a function: always an object that names its properties.
    public ObjectNode parameters(ObjectNode schema) {
        var root = schema(resolvedRoot(schema));
        root.put("type", "object");
        if (!root.path("properties").isObject()) {
            root.set("properties", Json.object());
        }
        if (quirks.plainSchemas()) {
            CHOICES.forEach(choice -> mergeChoice(root, choice));
        }
        return root;
    }

    /// Any schema, such as that of a whole answer.
    public ObjectNode schema(ObjectNode schema) {
        var inlined = quirks.inlineRefs() ? RefInliner.inline(schema) : schema;
        return object(quirks.noChoices() ? new ChoiceReducer(losses).reduced(inlined) : inlined);
    }

    /// Whether every object lists all of its properties as required and allows no others, which is
    /// what a strict backend demands.
    public static boolean isStrict(JsonNode schema) {
        return closed(schema)
                && (!(schema instanceof ObjectNode object)
                        || SubSchemas.of(object).stream().allMatch(SchemaCleaner::isStrict));
    }

    private static boolean closed(JsonNode schema) {
        if (!schema.has("properties") && !schema.path("type").asText("").equals("object")) {
            return true;
        }
        var required = new HashSet<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        var additional = schema.path("additionalProperties");
        return additional.isBoolean()
                && !additional.booleanValue()
                && schema.path("properties")
                        .propertyStream()
                        .allMatch(property -> required.contains(property.getKey()));
    }

    /// A root that is but a reference would leave the recipient with an object of no properties.
    private static ObjectNode resolvedRoot(ObjectNode schema) {
        var ref = schema.path("$ref").asText("");
        if (!ref.startsWith("#/") || !(schema.at(ref.substring(1)) instanceof ObjectNode target)) {
            return schema;
        }
        var resolved = Json.object();
        resolved.setAll(schema);
        resolved.remove("$ref");
        resolved.setAll(target);
        return resolved;
    }

    private JsonNode node(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            return object(object);
        }
        if (!schema.isBoolean()) {
            return schema;
        }
        var spelt = Json.object();
        if (!schema.booleanValue() && !quirks.plainSchemas()) {
            spelt.set("not", Json.object());
        }
        return spelt;
    }

    private ObjectNode object(ObjectNode schema) {
        var kept = Json.object();
        for (var field : schema.properties()) {
            keep(field.getKey(), field.getValue(), schema, kept);
        }
        return SubSchemas.map(kept, this::node);
    }

    private void keep(String word, JsonNode value, ObjectNode schema, ObjectNode kept) {
        if (BOOKKEEPING.contains(word) || word.equals("required") && value.isNull()) {
            return;
        }
        if (word.equals("properties") && value.isNull()) {
            kept.set(word, Json.object());
        } else if (quirks.plainSchemas() && RARE.contains(word)) {
            losses.accept(Loss.slight("schema keyword " + word));
        } else if (quirks.noFormats()
                && word.equals("format")
                && !COMMON_FORMATS.contains(value.asText())) {
            losses.accept(Loss.slight("schema format"));
        } else if (quirks.singleTypes() && word.equals("type") && value instanceof ArrayNode list) {
            kept.put(word, firstType(list));
        } else if (quirks.constAsEnum() && word.equals("const") && !schema.has("enum")) {
            kept.set("enum", Json.array().add(value));
        } else if (!(quirks.constAsEnum() && word.equals("const"))) {
            kept.set(word, value);
        }
    }

    private static String firstType(ArrayNode types) {
        for (JsonNode type : types) {
            if (!type.asText().equals("null")) {
                return type.asText();
            }
        }
        return "null";
    }

    /// Puts the branches of a choice at the root into one object: all their properties, and as
    /// required only what every possible answer has.
    private void mergeChoice(ObjectNode root, String choice) {
        if (!(root.remove(choice) instanceof ArrayNode branches)) {
            return;
        }
        losses.accept(Loss.felt("schema keyword " + choice + " at the root"));
        var properties = root.withObjectProperty("properties");
        Set<String> required = new HashSet<>();
        boolean first = true;
        for (JsonNode branch : branches) {
            branch.path("properties")
                    .properties()
                    .forEach(one -> properties.putIfAbsent(one.getKey(), one.getValue()));
            var names = new HashSet<String>();
            branch.path("required").forEach(name -> names.add(name.asText()));
            if (first || choice.equals("allOf")) {
                required.addAll(names);
            } else {
                required.retainAll(names);
            }
            first = false;
        }
        root.path("required").forEach(name -> required.add(name.asText()));
        if (!required.isEmpty()) {
            var list = root.putArray("required");
            required.stream().sorted().forEach(list::add);
        }
    }
}
