package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.ProxyError;

/// What an exchange itself has to say about a failure.
final class Failures {
    private Failures() {}

    static ProxyError late(String backend, String what) {
        return ProxyError.of(
                ProxyError.Kind.TIMED_OUT,
                "%s %s; its timeouts are in the settings.".formatted(backend, what));
    }

    /// A backend's "not found" seldom says what; the model is what people look for first.
    static ProxyError naming(String model, ProxyError error) {
        boolean nameless =
                error.kind() == ProxyError.Kind.NOT_FOUND && !error.message().contains(model);
        return nameless
                ? error.withMessage(
                        "%s (asked for the model '%s')".formatted(error.message(), model))
                : error;
    }

    static ProxyError shuttingDown() {
        return ProxyError.of(
                        ProxyError.Kind.OVERLOADED,
                        "Patchbay is shutting down; try again when it runs.")
                .withRetryAfter(5);
    }
}
