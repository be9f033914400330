package dev.patchbay.codec.tools;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.wire.Json;

import java.util.Set;

/// Writes out every `$ref` of a schema where it stands.
///
/// A schema that refers to itself never ends, so nested references are followed eight deep and an
/// open schema stands for the rest. Branching recursion makes even that explode; then the whole
/// schema is cut less deep, rather than one half of it in full and the other not at all.
final class RefInliner {
    private static final int DEEPEST = 8;
    private static final int LARGEST = 5_000;

    /// Deeper trees than this could no longer be written as JSON.
    private static final int STEEPEST = 250;

    private static final Set<String> NOT_COPIED = Set.of("$ref", "$defs", "definitions");

    private final ObjectNode root;
    private int left = LARGEST;

    private RefInliner(ObjectNode root) {
        this.root = root;
    }

    static ObjectNode inline(ObjectNode schema) {
        for (int depth = DEEPEST; depth > 0; depth--) {
            var inliner = new RefInliner(schema);
            var inlined = inliner.object(schema, depth, 0);
            if (inliner.left >= 0) {
                return inlined;
            }
        }
        return new RefInliner(schema).object(schema, 0, 0);
    }

    private JsonNode node(JsonNode schema, int depth, int level) {
        return schema instanceof ObjectNode object ? object(object, depth, level) : schema;
    }

    private ObjectNode object(ObjectNode schema, int depth, int level) {
        if (left < 0 || level > STEEPEST) {
            return Json.object();
        }
        var written = Json.object();
        if (depth > 0 && target(schema) instanceof ObjectNode target) {
            left -= size(target);
            written.setAll(object(target, depth - 1, level + 1));
        }
        var own = Json.object();
        for (var field : schema.properties()) {
            if (!NOT_COPIED.contains(field.getKey())) {
                own.set(field.getKey(), field.getValue());
            }
        }
        // What stands beside a reference, a description mostly, is closer to its use.
        written.setAll(SubSchemas.map(own, sub -> node(sub, depth, level + 1)));
        return written;
    }

    private JsonNode target(ObjectNode schema) {
        var ref = schema.path("$ref").asText("");
        if (ref.equals("#")) {
            return root;
        }
        return root.at(JsonPointer.compile(ref.startsWith("#/") ? ref.substring(1) : "/"));
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }
}
