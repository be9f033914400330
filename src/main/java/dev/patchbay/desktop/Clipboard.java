package dev.patchbay.desktop;

import java.time.Duration;

/// The clipboard of the desktop. May block for a moment.
public interface Clipboard {
    /// So long a secret stays in a clipboard.
    Duration SECRETS_STAY = Duration.ofMinutes(1);

    void copy(String text) throws Unavailable;

    /// Empties it if it still holds this text, where the system lets us look.
    void forget(String text);

    /// Why nothing was copied, and what to do, in words for people.
    final class Unavailable extends Exception {
        public Unavailable(String message) {
            super(message);
        }
    }
}
