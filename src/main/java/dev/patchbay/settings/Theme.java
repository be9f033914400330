package dev.patchbay.settings;

import java.util.Locale;
import java.util.Optional;

/// How bright the windows are.
public enum Theme {
    /// As the system has it at the moment.
    SYSTEM,
    LIGHT,
    DARK;

    static final String WORDS = "system, light or dark";

    static Optional<Theme> of(String text) {
        for (Theme each : values()) {
            if (each.text().equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The theme as settings.json spells it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }
}
