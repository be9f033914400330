package dev.patchbay.proxy.exchange;

/// The two ways of an answer.
enum Lane {
    /// The bytes pass as they came.
    RELAY,
    /// Read, understood, and told anew.
    TRANSLATE;

    String word() {
        return switch (this) {
            case RELAY -> "relay";
            case TRANSLATE -> "translate";
        };
    }
}
