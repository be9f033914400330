package dev.patchbay.codec.turns;

import dev.patchbay.codec.Message;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.textcalls.CallFormats;
import dev.patchbay.codec.textcalls.TextHistory;
import dev.patchbay.codec.textcalls.ToolPrompt;
import dev.patchbay.codec.tools.Offer;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A prompt's turns as the messages a chat dialect may send: one system text at the head, calls and
/// results paired, nothing empty, at least one user message, an end the recipient accepts.
///
/// @param system the parts of the leading system text; none if the recipient has no such role
/// @param continues whether the last message is one of the assistant's that is to be continued
public record Conversation(List<Part> system, List<Message> messages, boolean continues) {
    public Conversation {
        system = List.copyOf(system);
        messages = List.copyOf(messages);
    }

    public static Conversation of(
            Prompt prompt, Dialect own, Recipient recipient, Consumer<Loss> losses) {
        return of(prompt, own, Manner.MESSAGES, recipient, losses);
    }

    public static Conversation of(
            Prompt prompt, Dialect own, Manner manner, Recipient recipient, Consumer<Loss> losses) {
        var quirks = recipient.quirks();
        var opening = Opening.of(prompt);
        var turns = Attachments.admit(opening.turns(), manner, recipient, losses);
        var messages = Pairing.messages(turns, own, manner, quirks, losses);
        // A template that counts turns has no room for instructions between them.
        if (!quirks.systemInPlace() || quirks.noSystemRole() || quirks.alternation()) {
            messages = InlineInstructions.fold(messages);
        } else if (manner == Manner.BLOCKS) {
            messages = InlineInstructions.foldMisplaced(messages);
        }
        if (messages.isEmpty() && opening.system().isEmpty()) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "messages: nothing is left to send; every message is empty.");
        }
        var format = CallFormats.SHIPPED.written(quirks);
        if (format.isEmpty() || manner == Manner.BLOCKS) {
            return Closing.of(opening.system(), messages, manner, quirks, losses);
        }
        var names = ToolNames.of(prompt);
        var offer = Offer.of(prompt, Optional.of(own), recipient, losses);
        var system =
                new ToolPrompt(offer, recipient, names, format.get(), losses)
                        .behind(opening.system());
        messages = TextHistory.of(messages, format.get(), names);
        return Closing.of(system, messages, manner, quirks, losses);
    }
}
