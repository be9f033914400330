package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// A chunk that says a bit of text and nothing else, as most do. Each field that could mean more
/// keeps a chunk from being one, known or not.
final class TextChunk {
    /// Fields that say the same in each chunk of an answer, and nothing that is acted upon.
    private static final Set<String> ABOUT =
            Set.of("id", "object", "created", "model", "system_fingerprint", "service_tier");

    private TextChunk() {}

    /// The text, or null if the chunk says more or none.
    static @Nullable String text(ObjectNode chunk) {
        boolean plain =
                chunk.get("choices") instanceof ArrayNode choices
                        && choices.size() == 1
                        && emptyBut(chunk, "choices", ABOUT);
        return plain ? ofChoice(chunk.get("choices").get(0)) : null;
    }

    private static @Nullable String ofChoice(JsonNode choice) {
        boolean plain =
                choice.path("index").asInt(0) == 0
                        && choice.isObject()
                        && emptyBut(choice, "delta", Set.of("index"));
        return plain ? ofDelta(choice.get("delta")) : null;
    }

    private static @Nullable String ofDelta(@Nullable JsonNode delta) {
        return delta instanceof ObjectNode
                        && delta.path("content").isTextual()
                        && emptyBut(delta, "content", Set.of("role"))
                ? delta.get("content").textValue()
                : null;
    }

    /// Whether nothing stands here but this field and those that do not matter.
    private static boolean emptyBut(JsonNode node, String field, Set<String> needless) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            String name = each.getKey();
            boolean means = !name.equals(field) && !needless.contains(name);
            if (means && !isEmpty(each.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isTextual() && value.textValue().isEmpty();
    }
}
