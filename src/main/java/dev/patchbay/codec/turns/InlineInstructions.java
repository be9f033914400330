package dev.patchbay.codec.turns;

import dev.patchbay.codec.Message;
import dev.patchbay.hub.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Finds a place for instructions in the middle of a conversation when the backend takes system
/// text only at its head.
///
/// Such an instruction stays where it was said, as marked text of what stands before it. It is
/// never hoisted to the head, which would change what it means and spoil the cached prefix of
/// every later request, and it never adds a turn where one can be avoided: some servers refuse a
/// user message after a tool message.
final class InlineInstructions {
    private InlineInstructions() {}

    static List<Message> fold(List<Message> messages) {
        return fold(messages, _ -> false);
    }

    /// Leaves an instruction where it is if it is the last word before the assistant's and follows
    /// the user's; nobody demands more of one that takes them between turns.
    static List<Message> foldMisplaced(List<Message> messages) {
        return fold(
                messages,
                at ->
                        at > 0
                                && messages.get(at - 1) instanceof Message.User
                                && (at == messages.size() - 1
                                        || messages.get(at + 1) instanceof Message.Assistant));
    }

    private static List<Message> fold(List<Message> messages, IntPredicate stays) {
        var folded = new ArrayList<Message>();
        var waiting = new ArrayList<Part>();
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            boolean remains = stays.test(i);
            switch (message) {
                case Message.Instruction _ when remains -> folded.add(message);
                case Message.Instruction instruction -> {
                    if (!waiting.isEmpty() || !append(instruction, folded)) {
                        waiting.add(wrapped(instruction));
                    }
                }
                case Message.User(List<Part> parts) -> {
                    waiting.addAll(parts);
                    flush(waiting, folded);
                }
                case Message.Assistant _, Message.ToolResult _ -> {
                    flush(waiting, folded);
                    folded.add(message);
                }
            }
        }
        flush(waiting, folded);
        return folded;
    }

    /// Behind an assistant, or at the very start, there is nothing to append to.
    private static boolean append(Message.Instruction instruction, List<Message> folded) {
        if (folded.isEmpty() || folded.getLast() instanceof Message.Assistant) {
            return false;
        }
        var last = folded.removeLast();
        var parts = new ArrayList<>(last.parts());
        parts.add(wrapped(instruction));
        folded.add(
                last instanceof Message.ToolResult(String callId, _)
                        ? new Message.ToolResult(callId, parts)
                        : new Message.User(parts));
        return true;
    }

    private static void flush(List<Part> waiting, List<Message> folded) {
        if (!waiting.isEmpty()) {
            folded.add(new Message.User(waiting));
            waiting.clear();
        }
    }

    private static Part wrapped(Message.Instruction instruction) {
        var text = Part.joined(instruction.parts(), "\n\n");
        return new Part.Text("<system-reminder>" + text + "</system-reminder>");
    }
}
