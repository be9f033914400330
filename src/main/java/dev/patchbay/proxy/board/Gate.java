package dev.patchbay.proxy.board;

import dev.patchbay.hub.Verdict;
import dev.patchbay.proxy.routing.Route;

import java.util.Optional;

/// Asked before an exchange begins. Answers at once from what is already counted; never blocks.
@FunctionalInterface
public interface Gate {
    Gate OPEN = (_, _) -> new Verdict.Go();

    /// @param profile whose token was shown, where that token has one
    Verdict ask(Route route, Optional<String> profile);
}
