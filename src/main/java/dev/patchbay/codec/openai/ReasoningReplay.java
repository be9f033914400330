package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Message;
import dev.patchbay.codec.OwnMark;
import dev.patchbay.codec.OwnThinking;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks.ReasoningHistory;
import dev.patchbay.wire.Json;

import java.util.function.Consumer;

/// Gives a backend its earlier thinking back, in the field in which it wants it.
///
/// What the backend had to say beyond plain text waits behind the mark and may be lost by now: then
/// the turn goes without.
final class ReasoningReplay {
    private final ReasoningHistory policy;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;

    ReasoningReplay(ReasoningHistory policy, Keepsakes keepsakes, Consumer<Loss> losses) {
        this.policy = policy;
        this.keepsakes = keepsakes;
        this.losses = losses;
    }

    /// Adds what belongs to the whole turn.
    void add(Message.Assistant turn, ObjectNode message) {
        var thinking = OwnThinking.of(turn, losses);
        switch (policy) {
            case THOUGHT_SIGNATURE -> {}
            case NONE -> {
                if (!thinking.isEmpty()) {
                    losses.accept(Loss.slight("thinking in the history"));
                }
            }
            case REASONING_CONTENT -> {
                var text = thinking.text(keepsakes);
                // Missing beside tool calls is an error to these backends, empty is not.
                if (!text.isEmpty() || !turn.calls().isEmpty()) {
                    message.put("reasoning_content", text);
                }
            }
            case REASONING -> {
                var text = thinking.text(keepsakes);
                if (!text.isEmpty()) {
                    message.put("reasoning", text);
                }
            }
            case REASONING_DETAILS -> {
                var details = Json.array();
                thinking.parts().forEach(part -> details.addAll(details(part)));
                if (!details.isEmpty()) {
                    message.set("reasoning_details", details);
                }
            }
        }
    }

    /// Adds what belongs to one call: such a backend signs its calls instead of its thinking.
    void add(Part.ToolCall call, ObjectNode written) {
        if (policy == ReasoningHistory.THOUGHT_SIGNATURE) {
            keepsakes
                    .find(call.id())
                    .ifPresent(
                            signature ->
                                    written.putObject("extra_content")
                                            .putObject("google")
                                            .set("thought_signature", signature.deepCopy()));
        }
    }

    private ArrayNode details(Part.Thinking part) {
        return OwnMark.material(part.signature(), keepsakes)
                .filter(ArrayNode.class::isInstance)
                .map(found -> (ArrayNode) found.deepCopy())
                .orElseGet(Json::array);
    }
}
