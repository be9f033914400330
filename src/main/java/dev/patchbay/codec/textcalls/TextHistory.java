package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Message;
import dev.patchbay.codec.textcalls.CallPattern.Slot;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Part;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the calls and results of a conversation into its text, as the model itself would have
/// written the ones and read the others.
///
/// The calls of a turn stand behind its text. The results of a round become one message of the
/// user, and what the user said next joins it: then user and assistant still take turns.
public final class TextHistory {
    private record Called(String name, int index) {}

    private final CallFormat.Writing writing;
    private final ToolNames names;
    private final Map<String, Called> called = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    private TextHistory(CallFormat.Writing writing, ToolNames names) {
        this.writing = writing;
        this.names = names;
    }

    public static List<Message> of(List<Message> messages, CallFormat format, ToolNames names) {
        var history = new TextHistory(format.writing(), names);
        boolean behindResult = false;
        for (Message message : messages) {
            switch (message) {
                case Message.Assistant turn -> history.messages.add(history.assistant(turn));
                case Message.ToolResult result ->
                        history.user(history.result(result), behindResult);
                case Message.User(List<Part> parts) -> history.user(parts, behindResult);
                case Message.Instruction _ -> history.messages.add(message);
            }
            behindResult = message instanceof Message.ToolResult;
        }
        return history.messages;
    }

    /// The text of these calls, given by name and arguments.
    static String calls(CallFormat.Writing writing, List<Part.ToolCall> calls, int index) {
        var texts = new ArrayList<String>();
        for (Part.ToolCall call : calls) {
            texts.add(call(writing, call, index + texts.size()));
        }
        var joined = String.join(writing.joint(), texts);
        return writing.calls().filled(_ -> joined);
    }

    private static String call(CallFormat.Writing writing, Part.ToolCall call, int index) {
        var input = Json.objectOrNull(call.input());
        var arguments = input == null ? Json.object() : input;
        return writing.call()
                .filled(
                        slot ->
                                switch (slot) {
                                    case NAME -> call.name();
                                    case INDEX -> String.valueOf(index);
                                    case ARGUMENTS -> input == null ? "{}" : call.input();
                                    case PAIRS -> pairs(writing.pair(), arguments);
                                    default -> throw unwritable(slot);
                                });
    }

    private static String pairs(CallPattern pattern, ObjectNode arguments) {
        var pairs = new StringBuilder();
        for (var pair : arguments.properties()) {
            var value = pair.getValue();
            boolean isText = value.isTextual();
            pairs.append(
                    pattern.filled(
                            slot ->
                                    switch (slot) {
                                        case KEY -> pair.getKey();
                                        case STRING -> String.valueOf(isText);
                                        case VALUE -> isText ? value.textValue() : Json.text(value);
                                        default -> throw unwritable(slot);
                                    }));
        }
        return pairs.toString();
    }

    private Message assistant(Message.Assistant turn) {
        if (turn.calls().isEmpty()) {
            return turn;
        }
        var kept = new ArrayList<Part>();
        var calls = new ArrayList<Part.ToolCall>();
        for (Part part : turn.parts()) {
            if (part instanceof Part.ToolCall(String id, String name, String input)) {
                var wire = names.wire(name);
                called.put(id, new Called(wire, called.size()));
                calls.add(new Part.ToolCall(id, wire, input));
            } else {
                kept.add(part);
            }
        }
        boolean speaks = kept.stream().anyMatch(Part.Text.class::isInstance);
        var text = calls(writing, calls, called.size() - calls.size());
        kept.add(new Part.Text(speaks ? "\n" + text : text));
        return new Message.Assistant(kept);
    }

    private List<Part> result(Message.ToolResult result) {
        var from = called.getOrDefault(result.callId(), new Called("", called.size()));
        var texts = new ArrayList<String>();
        var parts = new ArrayList<Part>();
        for (Part part : result.parts()) {
            if (part instanceof Part.Text(String text)) {
                texts.add(text);
            } else {
                parts.add(part);
            }
        }
        var text =
                writing.result()
                        .filled(
                                slot ->
                                        switch (slot) {
                                            case NAME -> from.name();
                                            case INDEX -> String.valueOf(from.index());
                                            case RESULT -> String.join("\n\n", texts);
                                            default -> throw unwritable(slot);
                                        });
        parts.addFirst(new Part.Text(text));
        return parts;
    }

    private void user(List<Part> parts, boolean joins) {
        var all = new ArrayList<Part>();
        if (joins) {
            all.addAll(messages.removeLast().parts());
        }
        all.addAll(parts);
        messages.add(new Message.User(all));
    }

    static IllegalStateException unwritable(Slot slot) {
        return new IllegalStateException("nothing to write for " + slot);
    }
}
