package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.List;
import java.util.Optional;

/// An oddity that a person can say of a backend.
///
/// @param name as settings.json spells it
/// @param words what it can be, where it can only be one of a few
public record QuirkChoice(String name, Kind kind, List<String> words) {
    public enum Kind {
        FLAG,
        NUMBER,
        WORD,
        TEXT
    }

    public QuirkChoice {
        words = List.copyOf(words);
    }

    /// Every one that is known, in the hub's order.
    public static List<QuirkChoice> all() {
        return QuirkWords.choices();
    }

    public static Optional<QuirkChoice> of(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// What it is until a person says otherwise: what a backend has that says nothing.
    public String first() {
        return switch (kind) {
            case FLAG -> "true";
            case NUMBER -> "0";
            case WORD -> words.getFirst();
            case TEXT -> "";
        };
    }

    /// This text as the file has it.
    JsonNode json(String text) {
        var nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case FLAG -> nodes.booleanNode(Boolean.parseBoolean(text));
            case NUMBER ->
                    text.matches("\\d{1,9}")
                            ? nodes.numberNode(Integer.parseInt(text))
                            : nodes.textNode(text);
            case WORD, TEXT -> nodes.textNode(text);
        };
    }
}
