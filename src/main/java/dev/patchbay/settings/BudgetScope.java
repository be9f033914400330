package dev.patchbay.settings;

import java.util.Optional;

/// Whose exchanges a budget counts: all, or those of one backend, of one profile, or both.
public record BudgetScope(Optional<String> backend, Optional<String> profile) {
    static final String WORDS = "all, backend:ID or profile:ID";

    public static final BudgetScope ALL = new BudgetScope(Optional.empty(), Optional.empty());

    public static BudgetScope ofBackend(String id) {
        return new BudgetScope(Optional.of(id), Optional.empty());
    }

    public static BudgetScope ofProfile(String id) {
        return new BudgetScope(Optional.empty(), Optional.of(id));
    }

    static Optional<BudgetScope> of(String text) {
        if (text.equals("all")) {
            return Optional.of(ALL);
        }
        String id = text.substring(text.indexOf(':') + 1).strip();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.substring(0, text.length() - id.length()).strip()) {
            case "backend:" -> Optional.of(ofBackend(id));
            case "profile:" -> Optional.of(ofProfile(id));
            default -> Optional.empty();
        };
    }

    /// The same, as far as it is this profile's.
    public BudgetScope within(String id) {
        return new BudgetScope(backend, Optional.of(id));
    }

    /// Whether exchanges of this profile are counted, as far as that decides.
    public boolean hasProfile(Optional<String> other) {
        return profile.isEmpty() || profile.equals(other);
    }

    /// The scope as settings.json spells it; both at once only a profile's own budget can say.
    public String text() {
        return backend.map(id -> "backend:" + id)
                .or(() -> profile.map(id -> "profile:" + id))
                .orElse("all");
    }
}
