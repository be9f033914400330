package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.chat.Speech;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Reads what one delta, or one whole message, says: thinking first, then text, then calls.
final class DeltaReader {
    private final Speech speech;
    private final ReasoningDetails details;
    private final Consumer<Loss> losses;
    private final ReasoningReader reasoning = new ReasoningReader();
    private final Set<String> left = new HashSet<>();

    DeltaReader(Speech speech, ReasoningDetails details, Consumer<Loss> losses) {
        this.speech = speech;
        this.details = details;
        this.losses = losses;
    }

    void take(ObjectNode delta, Consumer<Event> out) {
        say(delta, out);
        speech.calls(CallReader.read(delta), out);
    }

    void takeWhole(ObjectNode message, Consumer<Event> out) {
        say(message, out);
        speech.wholeCalls(CallReader.read(message), out);
    }

    /// Only the calls of a message whose text came already.
    void takeCalls(ObjectNode message, Consumer<Event> out) {
        speech.wholeCalls(CallReader.read(message), out);
    }

    private void say(ObjectNode delta, Consumer<Event> out) {
        var thought = reasoning.read(delta);
        details.add(delta);
        speech.thinking(thought, out);
        content(delta.get("content"), out);
        speech.refusal(Fields.text(delta, "refusal"), out);
        if (Fields.isPresent(delta.get("audio"))) {
            leaveOut("audio", out);
        }
        if (Fields.each(delta, "images").iterator().hasNext()) {
            leaveOut("image", out);
        }
    }

    private void content(@Nullable JsonNode content, Consumer<Event> out) {
        if (content == null || content.isNull()) {
            return;
        }
        if (content.isTextual()) {
            speech.text(content.textValue(), out);
        } else if (content.isArray()) {
            content.forEach(part -> part(part, out));
        } else if (content.isObject()) {
            part(content, out);
        } else {
            speech.text(Json.text(content), out);
        }
    }

    private void part(JsonNode part, Consumer<Event> out) {
        if (part.isTextual()) {
            speech.text(part.textValue(), out);
            return;
        }
        switch (Fields.text(part, "type")) {
            case "text", "output_text", "" ->
                    speech.text(ReasoningReader.text(part.get("text")), out);
            case "thinking", "reasoning" ->
                    speech.thinking(ReasoningReader.text(thought(part)), out);
            case "refusal" -> speech.refusal(Fields.text(part, "refusal"), out);
            case "tool_calls" -> speech.calls(CallReader.list(part), out);
            case "audio", "output_audio" -> leaveOut("audio", out);
            case "image", "image_url", "output_image" -> leaveOut("image", out);
            default -> {
                if (left.add("part")) {
                    losses.accept(Loss.slight("a content part of an unknown type"));
                }
            }
        }
    }

    private static JsonNode thought(JsonNode part) {
        for (var name : new String[] {"thinking", "reasoning"}) {
            if (part.has(name)) {
                return part.path(name);
            }
        }
        return part;
    }

    private void leaveOut(String what, Consumer<Event> out) {
        if (left.add(what)) {
            losses.accept(Loss.felt(what + " in the answer"));
            speech.text("[" + what + " omitted]", out);
        }
    }
}
