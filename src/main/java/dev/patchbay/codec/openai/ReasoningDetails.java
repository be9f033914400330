package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.chat.Speech;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the `reasoning_details` of a stream into the list that a whole answer would have had:
/// pieces of one text become one entry again. That list goes back in the next turn.
final class ReasoningDetails implements Speech.Material {
    private static final class Entry {
        private final ObjectNode node;
        private final StringBuilder text = new StringBuilder();

        Entry(ObjectNode node) {
            this.node = node;
        }
    }

    private final boolean wanted;
    private final List<Entry> entries = new ArrayList<>();

    /// `wanted`: the backend takes them back; otherwise nothing is kept.
    ReasoningDetails(boolean wanted) {
        this.wanted = wanted;
    }

    void add(ObjectNode delta) {
        if (wanted && delta.get("reasoning_details") instanceof ArrayNode details) {
            for (var detail : details) {
                if (detail instanceof ObjectNode object) {
                    add(object, textName(object));
                }
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public Optional<JsonNode> take() {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var all = Json.array();
        for (var entry : entries) {
            var name = textName(entry.node);
            if (!name.isEmpty()) {
                entry.node.put(name, entry.text.toString());
            }
            all.add(entry.node);
        }
        entries.clear();
        return Optional.of(all);
    }

    private void add(ObjectNode detail, String textName) {
        Entry entry = entries.isEmpty() ? null : entries.getLast();
        if (entry == null || textName.isEmpty() || !isOneEntry(entry.node, detail)) {
            entry = new Entry(detail.deepCopy());
            entries.add(entry);
        } else {
            for (var field : detail.properties()) {
                if (Fields.isPresent(field.getValue())) {
                    entry.node.set(field.getKey(), field.getValue());
                }
            }
        }
        entry.text.append(Fields.text(detail, textName));
    }

    private static boolean isOneEntry(ObjectNode earlier, ObjectNode later) {
        return Fields.text(earlier, "type").equals(Fields.text(later, "type"))
                && Fields.scalar(earlier.get("index")).equals(Fields.scalar(later.get("index")));
    }

    /// The field that comes in pieces; encrypted data comes whole.
    private static String textName(ObjectNode detail) {
        return switch (Fields.text(detail, "type")) {
            case "reasoning.text" -> "text";
            case "reasoning.summary" -> "summary";
            default -> "";
        };
    }
}
