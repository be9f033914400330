package dev.patchbay.settings;

import java.util.Optional;

/// How bright the windows are.
public enum Theme {
    /// As the system has it at the moment.
    SYSTEM,
    LIGHT,
    DARK;

    static final String WORDS = "system, light or dark";

    static Optional<Theme> of(String text) {
        return Word.among(values(), text);
    }

    /// The theme as settings.json spells it.
    public String text() {
        return Word.of(this);
    }

    @Override
    public String toString() {
        return text();
    }
}
