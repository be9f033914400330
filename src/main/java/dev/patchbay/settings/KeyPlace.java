package dev.patchbay.settings;

import java.util.Optional;

/// What `keychain:NAME` leads to.
public enum KeyPlace {
    /// The keychain of the system.
    KEYCHAIN,
    /// A file that only its owner can read and that is not encrypted: the user agreed to that.
    FILE;

    static final String WORDS = "keychain or file";

    static Optional<KeyPlace> of(String text) {
        return Word.among(values(), text);
    }

    /// The place as settings.json spells it.
    public String text() {
        return Word.of(this);
    }

    @Override
    public String toString() {
        return text();
    }
}
