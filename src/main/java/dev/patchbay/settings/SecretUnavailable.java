package dev.patchbay.settings;

import org.jspecify.annotations.Nullable;

/// Why a secret could not be had, in words a person can act on; never holds a secret.
public final class SecretUnavailable extends Exception {
    public enum Reason {
        /// There is none at that place.
        MISSING,
        /// It exists but may not be read: refused, or open to other users.
        DENIED,
        /// The keychain is locked, and nobody unlocked it.
        LOCKED,
        /// This system has no keychain, or none that runs.
        ABSENT,
        /// The keychain ended while it was asked.
        VANISHED,
        /// What was found cannot be a secret: empty, several lines, too long.
        UNUSABLE,
        TIMED_OUT,
        /// The place itself does not work.
        BROKEN
    }

    private final Reason reason;
    private final String message;

    public SecretUnavailable(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.message = message;
    }

    public SecretUnavailable(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }

    public String message() {
        return message;
    }
}
