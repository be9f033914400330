package dev.patchbay.connect;

import org.jspecify.annotations.Nullable;

/// A change that was not made; the message says why, and nothing of what stands in the file.
/// Nothing was touched.
public final class Refused extends Exception {
    private final String message;

    Refused(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    Refused(String message) {
        this(message, null);
    }

    public String message() {
        return message;
    }
}
