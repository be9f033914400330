package dev.patchbay.proxy.board;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;

/// Asked when an exchange is over: what its tokens cost there. Answers at once; never blocks.
@FunctionalInterface
public interface Pricing {
    Pricing NONE = (_, _) -> Cost.UNKNOWN;

    Cost of(Target target, Usage usage);
}
