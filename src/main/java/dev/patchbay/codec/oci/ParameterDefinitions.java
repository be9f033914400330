package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.tools.SchemaCleaner;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Makes parameters with Python types of a JSON schema. What such a type cannot say, the shape of
/// a list or an object or the allowed values, stands in the parameter's description.
final class ParameterDefinitions {
    private static final Set<String> SHAPES = Set.of("properties", "items", "enum", "const");

    private final SchemaCleaner schemas;

    ParameterDefinitions(Quirks quirks, Consumer<Loss> losses) {
        this.schemas = new SchemaCleaner(quirks, losses);
    }

    ObjectNode of(ObjectNode schema) {
        var clean = schemas.parameters(schema);
        var required = new HashSet<String>();
        clean.path("required").forEach(name -> required.add(name.asText()));
        var definitions = Json.object();
        for (var property : clean.path("properties").properties()) {
            definitions.set(
                    property.getKey(),
                    definition(property.getValue(), required.contains(property.getKey())));
        }
        return definitions;
    }

    private static ObjectNode definition(JsonNode schema, boolean required) {
        var definition = Json.object();
        var description = description(schema);
        if (!description.isEmpty()) {
            definition.put("description", description);
        }
        return definition.put("type", type(schema)).put("isRequired", required);
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return switch ((type.isArray() ? type.path(0) : type).asText()) {
            case "integer" -> "int";
            case "number" -> "float";
            case "boolean" -> "bool";
            case "array" -> "list";
            case "object" -> "dict";
            default -> schema.has("properties") ? "dict" : "str";
        };
    }

    private static String description(JsonNode schema) {
        var said = schema.path("description").asText("");
        if (SHAPES.stream().noneMatch(schema::has)) {
            return said;
        }
        ObjectNode shape = schema.deepCopy();
        shape.remove("description");
        return (said + " JSON schema: " + Json.text(shape)).strip();
    }
}
