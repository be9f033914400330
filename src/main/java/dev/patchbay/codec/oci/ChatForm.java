package dev.patchbay.codec.oci;

import dev.patchbay.hub.Hosting;

import java.util.List;
import java.util.Locale;

/// The forms of a chat request; which one it must be depends on the model.
public enum ChatForm {
    GENERIC,
    COHERE,
    COHEREV2;

    /// Cohere's models of the first form. Its later ones take the second.
    private static final List<String> FIRST = List.of("command-r", "command-a-03", "command-light");

    /// As the user says; without a word of the user, as the model's name tells.
    public static ChatForm of(Hosting hosting, String model) {
        return hosting.form()
                .map(form -> ChatForm.valueOf(form.toUpperCase(Locale.ROOT)))
                .orElseGet(() -> byName(isCohere(hosting.id()) ? hosting.id() : model));
    }

    /// The one to try where this one was refused.
    public ChatForm other() {
        return switch (this) {
            case GENERIC -> GENERIC;
            case COHERE -> COHEREV2;
            case COHEREV2 -> COHERE;
        };
    }

    private static ChatForm byName(String model) {
        if (!isCohere(model)) {
            return GENERIC;
        }
        String name = model.substring(model.indexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.equals("command") || FIRST.stream().anyMatch(name::startsWith)
                ? COHERE
                : COHEREV2;
    }

    private static boolean isCohere(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return name.startsWith("cohere.") || name.startsWith("command-");
    }
}
