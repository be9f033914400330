package dev.patchbay.proxy.exchange;

import java.util.Optional;

/// Where an exchange stands.
sealed interface Stage {
    /// Nothing of the backend's answer is meant for the client yet.
    record Asking() implements Stage {}

    record Telling() implements Stage {}

    /// All was told but the end, which needs the tokens that nobody counted.
    record Counting() implements Stage {}

    /// The last bytes are on their way.
    record Closing(String outcome, int status, Optional<String> error) implements Stage {
        boolean isOk() {
            return outcome.equals("ok");
        }
    }

    record Over() implements Stage {}

    /// More may come from a backend.
    default boolean underWay() {
        return switch (this) {
            case Asking _, Telling _ -> true;
            case Counting _, Closing _, Over _ -> false;
        };
    }

    /// All was said, to the client as well.
    default boolean ending() {
        return switch (this) {
            case Asking _, Telling _, Counting _ -> false;
            case Closing _, Over _ -> true;
        };
    }

    /// Whether another answer may still take the place of this one. An answer in one piece may be
    /// replaced until its end.
    default boolean replaceable(boolean stream) {
        return switch (this) {
            case Asking _ -> true;
            case Telling _ -> !stream;
            case Counting _, Closing _, Over _ -> false;
        };
    }
}
