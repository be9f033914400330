package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Message;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes a conversation as the first Cohere form has it: what is said now as `message`, the
/// results it goes with as `toolResults`, all before as `chatHistory`.
///
/// A result repeats the call it belongs to, because calls have no ids there.
final class CohereHistory {
    private static final String CONTINUE = "Continue.";

    private final ToolNames names;
    private final Consumer<Loss> losses;
    private final Map<String, Part.ToolCall> calls = new HashMap<>();

    CohereHistory(ToolNames names, Consumer<Loss> losses) {
        this.names = names;
        this.losses = losses;
    }

    void write(Conversation conversation, ObjectNode chat) {
        var before = new ArrayList<>(conversation.messages());
        String message = message(before);
        var results = results(before);
        chat.put("message", message);
        var history = history(before);
        if (!history.isEmpty()) {
            chat.set("chatHistory", history);
        }
        if (!results.isEmpty()) {
            chat.set("toolResults", resultList(results));
            if (!message.isEmpty()) {
                // Without it, a message and results are refused together.
                chat.put("isForceSingleStep", true);
            }
        }
    }

    /// Takes the last words away from the conversation. An answer cannot be continued there.
    private String message(List<Message> messages) {
        if (messages.isEmpty()) {
            return CONTINUE;
        }
        return switch (messages.getLast()) {
            case Message.User _, Message.Instruction _ -> text(messages.removeLast());
            case Message.ToolResult _ -> "";
            case Message.Assistant _ -> {
                losses.accept(Loss.felt("prefill"));
                yield CONTINUE;
            }
        };
    }

    private static List<Message.ToolResult> results(List<Message> messages) {
        var results = new ArrayList<Message.ToolResult>();
        while (!messages.isEmpty() && messages.getLast() instanceof Message.ToolResult result) {
            results.addFirst(result);
            messages.removeLast();
        }
        return results;
    }

    private ArrayNode history(List<Message> messages) {
        var history = Json.array();
        var results = new ArrayList<Message.ToolResult>();
        for (Message message : messages) {
            if (!(message instanceof Message.ToolResult) && !results.isEmpty()) {
                history.add(tool(results));
                results.clear();
            }
            switch (message) {
                case Message.ToolResult result -> results.add(result);
                case Message.User user -> history.add(said("USER", user));
                case Message.Instruction instruction -> history.add(said("SYSTEM", instruction));
                case Message.Assistant assistant -> history.add(chatbot(assistant));
            }
        }
        if (!results.isEmpty()) {
            history.add(tool(results));
        }
        return history;
    }

    private ObjectNode said(String role, Message message) {
        return Json.object().put("role", role).put("message", text(message));
    }

    private ObjectNode chatbot(Message.Assistant turn) {
        var message = Json.object().put("role", "CHATBOT");
        var text = text(turn);
        if (!text.isEmpty()) {
            message.put("message", text);
        }
        if (turn.parts().stream().anyMatch(Part.Thinking.class::isInstance)) {
            losses.accept(Loss.slight("thinking in the history"));
        }
        if (!turn.calls().isEmpty()) {
            var list = message.putArray("toolCalls");
            for (Part.ToolCall call : turn.calls()) {
                calls.put(call.id(), call);
                list.add(call(call));
            }
        }
        return message;
    }

    private ObjectNode tool(List<Message.ToolResult> results) {
        return Json.object().put("role", "TOOL").set("toolResults", resultList(results));
    }

    private ArrayNode resultList(List<Message.ToolResult> results) {
        var list = Json.array();
        for (Message.ToolResult result : results) {
            var call = calls.get(result.callId());
            var written = Json.object();
            written.set("call", call == null ? Json.object() : call(call));
            written.putArray("outputs").addObject().put("output", text(result));
            list.add(written);
        }
        return list;
    }

    private ObjectNode call(Part.ToolCall call) {
        var parameters = Json.objectOrNull(call.input());
        return Json.object()
                .put("name", names.wire(call.name()))
                .set("parameters", parameters == null ? Json.object() : parameters);
    }

    private String text(Message message) {
        for (Part part : message.parts()) {
            if (part instanceof Part.CacheMark) {
                losses.accept(Loss.slight("cache_control"));
            } else if (part instanceof Part.Document) {
                losses.accept(Loss.felt("document"));
            }
        }
        return message instanceof Message.Assistant
                ? Contents.spoken(message.parts())
                : Contents.text(message.parts());
    }
}
