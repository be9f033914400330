package dev.patchbay.proxy.board;

import java.util.Optional;

/// Knows the local tokens.
@FunctionalInterface
public interface Admission {
    /// The name of the token that was shown, or empty if it is none of ours.
    Optional<String> nameOf(String shown);
}
