package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.ProxyError;

/// What is kept of earlier exchanges. It blocks: never to be asked on an I/O thread.
@FunctionalInterface
public interface Keeping {
    Keeping NOTHING =
            id -> {
                throw ProxyError.of(
                        ProxyError.Kind.NOT_FOUND, "No request '%s' is kept.".formatted(id));
            };

    /// The exchange whose id begins so; throws why there is none, or not one.
    Kept find(String id);
}
