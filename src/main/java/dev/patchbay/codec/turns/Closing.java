package dev.patchbay.codec.turns;

import dev.patchbay.codec.Message;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The last edits of a conversation, which need to see it whole: how it ends, that a user speaks
/// in it, and which neighbours the recipient's template refuses.
final class Closing {
    private static final Message CONTINUE = new Message.User(List.of(new Part.Text("Continue.")));
    private static final Message UNDERSTOOD =
            new Message.Assistant(List.of(new Part.Text("Understood.")));

    private Closing() {}

    static Conversation of(
            List<Part> system,
            List<Message> all,
            Manner manner,
            Quirks quirks,
            Consumer<Loss> losses) {
        var messages = new ArrayList<>(all);
        boolean prefilled = trimPrefill(messages);
        boolean refused = prefilled && quirks.prefill() == Quirks.Prefill.REFUSED;
        if (refused) {
            messages.add(CONTINUE);
            losses.accept(Loss.felt("prefill"));
        }
        if (messages.stream().noneMatch(Message.User.class::isInstance)
                || begins(manner, quirks) && messages.getFirst() instanceof Message.Assistant) {
            messages.addFirst(CONTINUE);
        }
        if (quirks.noSystemRole()) {
            prepend(system, messages);
        }
        return new Conversation(
                quirks.noSystemRole() ? List.of() : system,
                neighbourly(messages, quirks),
                prefilled && !refused);
    }

    /// Whether the user must begin.
    private static boolean begins(Manner manner, Quirks quirks) {
        return manner == Manner.BLOCKS || quirks.alternation();
    }

    /// Whether the assistant has the last word. Servers trip over trailing blanks of a text they
    /// are to continue.
    private static boolean trimPrefill(List<Message> messages) {
        if (messages.isEmpty()
                || !(messages.getLast() instanceof Message.Assistant(List<Part> parts))) {
            return false;
        }
        var trimmed = new ArrayList<>(parts);
        for (int i = trimmed.size() - 1; i >= 0; i--) {
            if (trimmed.get(i) instanceof Part.Text(String text)) {
                trimmed.set(i, new Part.Text(text.stripTrailing()));
                break;
            }
        }
        messages.set(messages.size() - 1, new Message.Assistant(trimmed));
        return true;
    }

    private static void prepend(List<Part> system, List<Message> messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof Message.User(List<Part> parts)) {
                messages.set(i, new Message.User(joined(system, parts)));
                return;
            }
        }
    }

    private static List<Message> neighbourly(List<Message> messages, Quirks quirks) {
        var result = new ArrayList<Message>();
        for (Message message : messages) {
            var before = result.isEmpty() ? null : result.getLast();
            if (quirks.alternation()
                    && message instanceof Message.User(List<Part> more)
                    && before instanceof Message.User(List<Part> parts)) {
                result.set(result.size() - 1, new Message.User(joined(parts, more)));
            } else if (quirks.alternation()
                    && message instanceof Message.Assistant(List<Part> more)
                    && before instanceof Message.Assistant(List<Part> parts)) {
                result.set(result.size() - 1, new Message.Assistant(joined(parts, more)));
            } else {
                if (quirks.noUserAfterTool()
                        && message instanceof Message.User
                        && before instanceof Message.ToolResult) {
                    result.add(UNDERSTOOD);
                }
                result.add(message);
            }
        }
        return result;
    }

    private static List<Part> joined(List<Part> parts, List<Part> more) {
        var joined = new ArrayList<>(parts);
        joined.addAll(more);
        return joined;
    }
}
