package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.catalogue.ModelSearch;
import dev.patchbay.settings.Resilience;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// What to do about a target's failure whose answer may still be replaced. The same target is asked
/// again at most once for each reason.
final class Recovery {
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
        if (asked != null && learn(error, asked, target)) {
            return new Way.Again(Duration.ZERO, error.message());
        }
        if (asked != null && error.kind() == ProxyError.Kind.NOT_FOUND) {
            catalogues.doubt(target.backend());
            Optional<ModelSearch.Found> found = catalogues.repaired(target, error);
            if (!repaired && found.isPresent()) {
                repaired = true;
                return new Way.Instead(found.get().target(), found.get().reason());
            }
        }
        if (!rested
                && asked != null
                && isShortWait(error, asked.service().settings().resilience())) {
            rested = true;
            int seconds = error.askedWait().orElse(0);
            return new Way.Again(
                    Duration.ofSeconds(seconds), "it asked for a wait of %d s".formatted(seconds));
        }
        return helps(error) ? new Way.Onward() : new Way.Tell();
    }

    /// Whether a rate limit asks for so short a wait that it is ours instead of the client's.
    private static boolean isShortWait(ProxyError error, Resilience settings) {
        return error.kind() == ProxyError.Kind.RATE_LIMITED
                && error.askedWait().orElse(Integer.MAX_VALUE) <= settings.retryAfterSeconds();
    }

    /// Whether the backend told us a word that it does not know, so that asking again without it is
    /// worth while.
    private boolean learn(ProxyError error, Asking asked, Target target) {
        if (taught) {
            return false;
        }
        var lesson = asked.service().lessons().of(target.model());
        taught =
                switch (asked.ours()) {
                    case EVERYTHING -> lesson.learn(error);
                    case A_WISH -> lesson.learnWish(error);
                    case NOTHING -> false;
                };
        return taught;
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
