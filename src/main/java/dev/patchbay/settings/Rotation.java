package dev.patchbay.settings;

import java.util.Optional;

/// How several keys take turns.
public enum Rotation {
    /// One key until it is refused, then the next.
    STICKY,
    /// Another key with every request.
    ROUND_ROBIN;

    static final String WORDS = "sticky or round-robin";

    static Optional<Rotation> of(String text) {
        return Word.among(values(), text);
    }

    /// The rotation as settings.json spells it.
    public String text() {
        return Word.of(this);
    }

    @Override
    public String toString() {
        return text();
    }
}
