package dev.patchbay.desktop;

/// The clipboard of the desktop. May block for a moment.
public interface Clipboard {
    void copy(String text) throws Unavailable;

    /// Why nothing was copied, and what to do, in words for people.
    final class Unavailable extends Exception {
        public Unavailable(String message) {
            super(message);
        }
    }
}
