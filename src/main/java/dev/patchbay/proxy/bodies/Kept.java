package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Replay;

import java.util.Optional;

/// An exchange of the past, as far as it was kept.
///
/// @param front what its client spoke; absent where that was lost
/// @param betas which beta features of Anthropic's API the client wanted
/// @param request what the client sent, and `answer` what it got; absent where bodies were not kept
/// @param then what came of it, but for what was said
public record Kept(
        Optional<Dialect> front,
        String client,
        Optional<String> clientRun,
        Optional<String> profile,
        String asked,
        Optional<String> betas,
        Optional<Body> request,
        Optional<Body> answer,
        Replay.Answer then) {
    /// The first bytes of what passed.
    ///
    /// @param total how many passed
    public record Body(byte[] bytes, long total) {
        public boolean isWhole() {
            return bytes.length == total;
        }
    }

    public String id() {
        return then.id();
    }

    public Dialect spoken() {
        return front.orElseThrow(
                () -> missing("It is not known any more by which door %s came.".formatted(id())));
    }

    /// The request to its last byte; throws why there is none.
    public byte[] wholeRequest() {
        if (then.outcome().isEmpty()) {
            throw missing("%s is still under way; its body is kept when it ends.".formatted(id()));
        }
        Body body =
                request.orElseThrow(
                        () ->
                                missing(
                                        "The body of %s was not kept. Bodies are kept from the next request on while `history.keepBodies` is true in the settings."
                                                .formatted(id())));
        if (!body.isWhole()) {
            throw missing(
                    "The body of %s was kept in part only, %,d of %,d bytes, so it cannot be sent again."
                            .formatted(id(), body.bytes().length, body.total()));
        }
        return body.bytes();
    }

    private static ProxyError missing(String message) {
        return ProxyError.of(ProxyError.Kind.NOT_FOUND, message);
    }
}
