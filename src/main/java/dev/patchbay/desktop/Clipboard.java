package dev.patchbay.desktop;

import java.util.Optional;

/// The clipboard of the desktop. May block for a moment.
public interface Clipboard {
    void copy(String text) throws Unavailable;

    /// What it holds, where that can be told.
    Optional<String> text();

    /// Empties it, where that can be done.
    void clear();

    /// Why nothing was copied, and what to do, in words for people.
    final class Unavailable extends Exception {
        public Unavailable(String message) {
            super(message);
        }
    }
}
