package dev.patchbay.desktop;

/// A question over the bus that got no answer.
final class BusFault extends Exception {
    BusFault(String message) {
        super(message);
    }

    BusFault(String message, Throwable cause) {
        super(message, cause);
    }
}
