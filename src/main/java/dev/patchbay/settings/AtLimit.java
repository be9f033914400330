package dev.patchbay.settings;

import java.util.Optional;

/// What happens when a budget is used up.
public sealed interface AtLimit {
    record Warn() implements AtLimit {}

    record Refuse() implements AtLimit {}

    /// Requests go by this alias or `backend/model` instead.
    record UseAlias(String name) implements AtLimit {}

    String WORDS = "warn, refuse or alias:NAME";

    static Optional<AtLimit> of(String text) {
        return switch (text) {
            case "warn" -> Optional.of(new Warn());
            case "refuse" -> Optional.of(new Refuse());
            default -> alias(text);
        };
    }

    private static Optional<AtLimit> alias(String text) {
        String prefix = "alias:";
        String name = text.startsWith(prefix) ? text.substring(prefix.length()).strip() : "";
        return name.isEmpty() ? Optional.empty() : Optional.of(new UseAlias(name));
    }

    /// The choice as settings.json spells it.
    default String text() {
        return switch (this) {
            case Warn() -> "warn";
            case Refuse() -> "refuse";
            case UseAlias(String name) -> "alias:" + name;
        };
    }
}
