package dev.patchbay.proxy;

import java.util.Optional;
import java.util.OptionalInt;

/// Where an exchange stands.
sealed interface Stage {
    /// Nothing of the backend's answer is meant for the client yet.
    record Asking(int target) implements Stage {}

    record Telling(int target) implements Stage {}

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

    /// The step of the chain whose answer may still be replaced by another one. An answer in one
    /// piece may until its end.
    default OptionalInt replaceable(boolean stream) {
        return switch (this) {
            case Asking(int target) -> OptionalInt.of(target);
            case Telling(int target) -> stream ? OptionalInt.empty() : OptionalInt.of(target);
            case Counting _, Closing _, Over _ -> OptionalInt.empty();
        };
    }
}
