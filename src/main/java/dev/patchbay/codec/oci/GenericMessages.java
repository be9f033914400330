package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Message;
import dev.patchbay.codec.OwnThinking;
import dev.patchbay.codec.WireIds;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.function.Consumer;

/// Writes a conversation as the `messages` of the generic form. Content is always a list of parts.
final class GenericMessages {
    private final Quirks quirks;
    private final ToolNames names;
    private final WireIds ids;
    private final Keepsakes keepsakes;
    private final Consumer<Loss> losses;
    private final Contents contents;

    GenericMessages(
            Quirks quirks,
            ToolNames names,
            WireIds ids,
            Keepsakes keepsakes,
            Consumer<Loss> losses) {
        this.quirks = quirks;
        this.names = names;
        this.ids = ids;
        this.keepsakes = keepsakes;
        this.losses = losses;
        this.contents = new Contents(ChatForm.GENERIC, losses);
    }

    ArrayNode write(Conversation conversation) {
        var messages = Json.array();
        if (!conversation.system().isEmpty()) {
            messages.add(instruction(conversation.system()));
        }
        conversation.messages().forEach(message -> messages.add(message(message)));
        return messages;
    }

    private ObjectNode message(Message message) {
        return switch (message) {
            case Message.Instruction(List<Part> parts) -> instruction(parts);
            case Message.User(List<Part> parts) -> message("USER", contents.of(parts));
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult(String callId, List<Part> parts) -> {
                var result = Json.object().put("role", "TOOL").put("toolCallId", ids.wire(callId));
                yield result.<ObjectNode>set("content", contents.of(parts));
            }
        };
    }

    private ObjectNode instruction(List<Part> parts) {
        return message(quirks.developerRole() ? "DEVELOPER" : "SYSTEM", contents.of(parts));
    }

    private static ObjectNode message(String role, ArrayNode content) {
        return Json.object().put("role", role).set("content", content);
    }

    /// Oracle wants no content rather than an empty one beside calls.
    private ObjectNode assistant(Message.Assistant turn) {
        var said = contents.said(turn);
        var message = Json.object().put("role", "ASSISTANT");
        message.set("content", said.isEmpty() ? null : said);
        thinking(turn, message);
        if (!turn.calls().isEmpty()) {
            var calls = message.putArray("toolCalls");
            turn.calls().forEach(call -> calls.add(call(call)));
        }
        return message;
    }

    private void thinking(Message.Assistant turn, ObjectNode message) {
        var thinking = OwnThinking.of(turn, losses);
        if (quirks.reasoningHistory() != Quirks.ReasoningHistory.REASONING_CONTENT) {
            if (!thinking.isEmpty()) {
                losses.accept(Loss.slight("thinking in the history"));
            }
            return;
        }
        var text = thinking.text(keepsakes);
        if (!text.isEmpty()) {
            message.put("reasoningContent", text);
        }
    }

    private ObjectNode call(Part.ToolCall call) {
        return Json.object()
                .put("id", ids.wire(call.id()))
                .put("type", "FUNCTION")
                .put("name", names.wire(call.name()))
                .put("arguments", call.inputOrEmptyObject());
    }
}
