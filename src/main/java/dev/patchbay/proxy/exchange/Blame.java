package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.ProxyError;

/// Whom a failure speaks against. A backend that says what is wrong with a request, or with the
/// client's own credential, does what it should.
enum Blame {
    BACKEND,
    CLIENT,
    NOBODY;

    /// @param ownCredential the client is known to the backend by a credential of its own
    static Blame of(ProxyError error, boolean ownCredential) {
        return switch (error.kind()) {
            case UPSTREAM_FAILED, UNREACHABLE, GARBLED, TRUNCATED, TIMED_OUT, OVERLOADED -> BACKEND;
            case UNAUTHORIZED, BILLING, FORBIDDEN, RATE_LIMITED -> ownCredential ? CLIENT : BACKEND;
            case BAD_REQUEST, NOT_FOUND, WRONG_METHOD, CONFLICT, TOO_LARGE -> CLIENT;
            case NO_ROUTE, CANCELLED, INTERNAL -> NOBODY;
        };
    }
}
