package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.chat.Speech;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;

import java.util.function.Consumer;

/// Reads what one message, or one piece of it, says: thinking first, then text, then calls.
///
/// Cohere ends a stream with the whole text and the whole calls once more; of such a last message
/// only what is new is told.
final class MessageReader {
    enum Place {
        /// More is to come, or this is more.
        PIECE,
        /// The whole answer, or the last message of one.
        WHOLE
    }

    private final ChatForm form;
    private final Speech speech;
    private final Consumer<Loss> losses;
    private final StringBuilder told = new StringBuilder();

    MessageReader(ChatForm form, Speech speech, Consumer<Loss> losses) {
        this.form = form;
        this.speech = speech;
        this.losses = losses;
    }

    /// A message of the generic form or of Cohere's second one.
    void take(JsonNode message, Place place, Consumer<Event> out) {
        speech.thinking(Fields.text(message, "reasoningContent"), out);
        var text = new StringBuilder(Fields.text(message, "content"));
        for (JsonNode part : Fields.each(message, "content")) {
            part(part, place, text, out);
        }
        text.append(Fields.text(message, "toolPlan"));
        text(text.toString(), place, out);
        speech.refusal(Fields.text(message, "refusal"), out);
        calls(message, place, out);
    }

    /// An event of Cohere's first form, which has no message inside.
    void takeFlat(JsonNode event, Place place, Consumer<Event> out) {
        text(Fields.text(event, "text"), place, out);
        calls(event, place, out);
    }

    private void part(JsonNode part, Place place, StringBuilder text, Consumer<Event> out) {
        if (part.isTextual()) {
            text.append(part.textValue());
            return;
        }
        switch (Fields.text(part, "type")) {
            case "TEXT", "" -> text.append(Fields.text(part, "text"));
            case "THINKING" -> {
                if (place == Place.PIECE || !speech.any()) {
                    speech.thinking(Fields.text(part, "thinking"), out);
                }
            }
            default -> losses.accept(Loss.slight("a content part of an unknown type"));
        }
    }

    private void text(String text, Place place, Consumer<Event> out) {
        if (form == ChatForm.GENERIC) {
            speech.text(text, out);
        } else if (place == Place.PIECE) {
            told.append(text);
            speech.text(text, out);
        } else {
            last(text, out);
        }
    }

    /// What the stream has not told yet of the whole text.
    private void last(String text, Consumer<Event> out) {
        if (text.startsWith(told.toString())) {
            speech.text(text.substring(told.length()), out);
        } else if (form == ChatForm.COHEREV2) {
            // Nobody has said that it repeats itself there; then this is the last piece.
            speech.text(text, out);
        } else if (!text.isEmpty()) {
            losses.accept(Loss.slight("the whole text at the end, which is another"));
        }
    }

    private void calls(JsonNode node, Place place, Consumer<Event> out) {
        var fragments = Calls.read(node);
        boolean repeated = form != ChatForm.GENERIC && place == Place.WHOLE && speech.anyCalls();
        if (repeated || fragments.isEmpty()) {
            return;
        }
        if (form == ChatForm.COHERE || place == Place.WHOLE && !speech.anyCalls()) {
            speech.wholeCalls(fragments, out);
        } else {
            speech.calls(fragments, out);
        }
    }
}
