package dev.patchbay.codec;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;

import java.util.List;
import java.util.function.Consumer;

/// The thinking of an earlier turn that may go back to a backend: only what bears our own mark came
/// from such a backend; what Claude signed means nothing to any other.
public record OwnThinking(List<Part.Thinking> parts) {
    public OwnThinking {
        parts = List.copyOf(parts);
    }

    public static OwnThinking of(Message.Assistant turn, Consumer<Loss> losses) {
        var all =
                turn.parts().stream()
                        .filter(Part.Thinking.class::isInstance)
                        .map(Part.Thinking.class::cast)
                        .toList();
        var ours = all.stream().filter(part -> OwnMark.isOurs(part.signature())).toList();
        if (ours.size() < all.size()) {
            losses.accept(Loss.slight("thinking of another vendor"));
        }
        return new OwnThinking(ours);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /// What was thought, also where the client did not get to see it.
    public String text(Keepsakes keepsakes) {
        return String.join(
                "\n\n",
                parts.stream()
                        .map(part -> text(part, keepsakes))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static String text(Part.Thinking part, Keepsakes keepsakes) {
        return part.text().isEmpty()
                ? OwnMark.hiddenText(part.signature(), keepsakes).orElse("")
                : part.text();
    }
}
