package dev.patchbay.proxy;

import dev.patchbay.backend.Service;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// What to do about a failed attempt whose answer may still be replaced. The same target is asked
/// again at most once for each reason.
final class Recovery {
    /// The longest wait that a rate limit may ask of us instead of the client.
    private static final int MOST_REST_SECONDS = 5;

    sealed interface Way {
        /// Ask the same target again after a while.
        record Again(Duration rest, String reason) implements Way {}

        /// Ask the same backend for another model at once.
        record Instead(Target target, String reason) implements Way {}

        /// Ask the next target, if there is one.
        record Onward() implements Way {}

        /// No target would do better: tell the client.
        record Tell() implements Way {}
    }

    private final Catalogues catalogues;
    private boolean taught;
    private boolean rested;
    private boolean repaired;

    Recovery(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /// @param asked absent where the request could not even be prepared
    Way after(ProxyError error, @Nullable Asking asked, Target target) {
        if (asked != null && asked.ours() && learn(error, asked.service(), target)) {
            return new Way.Again(Duration.ZERO, error.message());
        }
        if (error.kind() == ProxyError.Kind.NOT_FOUND) {
            catalogues.doubt(target.backend());
            Optional<ModelSearch.Found> found = catalogues.repaired(target, error);
            if (!repaired && found.isPresent()) {
                repaired = true;
                return new Way.Instead(found.get().target(), found.get().reason());
            }
        }
        int seconds = error.retryAfter().orElse(Integer.MAX_VALUE);
        if (!rested
                && error.kind() == ProxyError.Kind.RATE_LIMITED
                && seconds <= MOST_REST_SECONDS) {
            rested = true;
            return new Way.Again(
                    Duration.ofSeconds(seconds), "it asked to wait %d seconds".formatted(seconds));
        }
        return helps(error) ? new Way.Onward() : new Way.Tell();
    }

    /// Whether the backend told us a word that it does not know, so that asking again without it is
    /// worth while.
    private boolean learn(ProxyError error, Service asked, Target target) {
        if (taught || !asked.lessons().of(target.model()).learn(error)) {
            return false;
        }
        taught = true;
        return true;
    }

    /// Which failures another target may not have.
    private static boolean helps(ProxyError error) {
        return switch (error.kind()) {
            case UNAUTHORIZED, BILLING, FORBIDDEN, NOT_FOUND, NO_ROUTE, RATE_LIMITED, INTERNAL ->
                    true;
            case UPSTREAM_FAILED, UNREACHABLE, GARBLED, TRUNCATED, TIMED_OUT, OVERLOADED -> true;
            case BAD_REQUEST, WRONG_METHOD, CONFLICT, TOO_LARGE, CANCELLED -> false;
        };
    }
}
