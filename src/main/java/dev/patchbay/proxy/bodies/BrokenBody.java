package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.ProxyError;

import java.io.IOException;

/// Thrown to the reader of a body that cannot be read on, although its client is still there and
/// can be told why.
public final class BrokenBody extends IOException {
    private final transient ProxyError error;

    public BrokenBody(ProxyError error) {
        super(error.message());
        this.error = error;
    }

    ProxyError error() {
        return error;
    }
}
