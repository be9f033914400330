package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Field;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OwnMark;
import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.hub.Part;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what the assistant said before: its thinking, its words and its calls.
final class AssistantReader {
    private final ContentReader content;
    private final LegacyCalls legacy;
    private final Keepsakes keepsakes;

    AssistantReader(ContentReader content, LegacyCalls legacy, Keepsakes keepsakes) {
        this.content = content;
        this.legacy = legacy;
        this.keepsakes = keepsakes;
    }

    List<Part> read(Field message) {
        if (!message.at("audio").absent()) {
            throw message.at("audio").refuse("sound cannot be translated; send its text.");
        }
        var parts = new ArrayList<Part>();
        thinking(message.object()).ifPresent(parts::add);
        parts.addAll(content.read(message.at("content")));
        message.at("refusal").text().map(Part::text).ifPresent(parts::addAll);
        message.at("tool_calls").items().forEach(call -> parts.add(call(call)));
        var older = message.at("function_call");
        if (!older.absent()) {
            var fragment = CallReader.fragment(older.object());
            parts.add(legacy.called(older.at("name").requiredText(), input(fragment)));
        }
        return parts;
    }

    /// Nobody has signed it, so it bears our mark: good for backends that want it back, and not
    /// taken for Claude's.
    private Optional<Part> thinking(ObjectNode message) {
        var text = new ReasoningReader().read(message);
        var details =
                Optional.<JsonNode>ofNullable(message.get("reasoning_details"))
                        .filter(list -> list.isArray() && !list.isEmpty());
        return text.isEmpty() && details.isEmpty()
                ? Optional.empty()
                : Optional.of(new Part.Thinking(text, OwnMark.sign(text, details, keepsakes)));
    }

    private Part call(Field call) {
        var fragment = CallReader.fragment(call.object());
        var id = call.at("id").requiredText();
        var body = call.at(call.at("custom").absent() ? "function" : "custom");
        if (fragment.keepsake() != null) {
            keepsakes.keep(id, fragment.keepsake());
        }
        return new Part.ToolCall(id, body.at("name").requiredText(), input(fragment));
    }

    private static String input(Fragment fragment) {
        if (fragment.form() == Fragment.Form.PLAIN_TEXT) {
            return Json.text(Json.object().put("input", fragment.arguments()));
        }
        return fragment.arguments().isBlank() ? "{}" : fragment.arguments();
    }
}
