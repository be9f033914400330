package dev.patchbay.settings;

import java.util.Locale;
import java.util.Optional;

/// What `keychain:NAME` leads to.
public enum KeyPlace {
    /// The keychain of the system.
    KEYCHAIN,
    /// A file that only its owner can read and that is not encrypted: the user agreed to that.
    FILE;

    static final String WORDS = "keychain or file";

    static Optional<KeyPlace> of(String text) {
        for (KeyPlace each : values()) {
            if (each.text().equalsIgnoreCase(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The place as settings.json spells it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }
}
