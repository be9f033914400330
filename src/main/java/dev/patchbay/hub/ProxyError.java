package dev.patchbay.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// Anything that goes wrong in an exchange. The message is written to a person: what happened and
/// what to do; it holds no secret and no body.
public final class ProxyError extends RuntimeException {
    /// What went wrong, with the status a client gets unless the error names a closer one.
    public enum Kind {
        BAD_REQUEST(400),
        UNAUTHORIZED(401),
        BILLING(402),
        FORBIDDEN(403),
        NOT_FOUND(404),
        NO_ROUTE(404),
        WRONG_METHOD(405),
        CONFLICT(409),
        TOO_LARGE(413),
        RATE_LIMITED(429),
        CANCELLED(499),
        INTERNAL(500),
        UPSTREAM_FAILED(502),
        UNREACHABLE(502),
        GARBLED(502),
        TRUNCATED(502),
        TIMED_OUT(504),
        OVERLOADED(529);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private record Wait(int seconds, boolean asked) {}

    private final Kind kind;
    private final int status;
    private final Optional<Wait> wait;
    private final Optional<Boolean> shouldRetry;
    private final Optional<ObjectNode> details;
    private final Optional<String> field;

    private ProxyError(
            Kind kind,
            int status,
            String message,
            Optional<Wait> wait,
            Optional<Boolean> shouldRetry,
            Optional<ObjectNode> details,
            Optional<String> field,
            @Nullable Throwable cause) {
        // Only an error of ours needs a stack; the others are facts about the world and are made by
        // the thousand.
        super(message, cause, false, kind == Kind.INTERNAL);
        this.kind = kind;
        this.status = status;
        this.wait = wait;
        this.shouldRetry = shouldRetry;
        this.details = details;
        this.field = field;
    }

    public static ProxyError of(Kind kind, String message) {
        return of(kind, message, null);
    }

    public static ProxyError of(Kind kind, String message, @Nullable Throwable cause) {
        return new ProxyError(
                kind,
                kind.status(),
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cause);
    }

    /// The one translator from anything thrown to an error a client can be told.
    public static ProxyError from(Throwable thrown) {
        return switch (thrown) {
            case ProxyError error -> error;
            case java.net.SocketTimeoutException e ->
                    of(Kind.TIMED_OUT, "The backend did not answer in time.", e);
            case java.io.IOException e ->
                    of(Kind.UNREACHABLE, "The connection to the backend broke.", e);
            case OutOfMemoryError e ->
                    of(
                                    Kind.OVERLOADED,
                                    "Patchbay had too little memory for this request beside the"
                                            + " others; try again in a moment.",
                                    e)
                            .withRetryAfter(1);
            default ->
                    of(
                            Kind.INTERNAL,
                            "Patchbay met a fault of its own ("
                                    + thrown.getClass().getSimpleName()
                                    + ").",
                            thrown);
        };
    }

    public ProxyError withStatus(int other) {
        return new ProxyError(
                kind, other, message(), wait, shouldRetry, details, field, getCause());
    }

    public ProxyError withRetryAfter(int seconds) {
        return with(new Wait(seconds, true));
    }

    /// With a wait for the client that the backend itself did not ask for.
    public ProxyError withUsualWait(int seconds) {
        return with(new Wait(seconds, false));
    }

    private ProxyError with(Wait other) {
        return new ProxyError(
                kind,
                status,
                message(),
                Optional.of(other),
                shouldRetry,
                details,
                field,
                getCause());
    }

    public ProxyError withShouldRetry(boolean retry) {
        return new ProxyError(
                kind, status, message(), wait, Optional.of(retry), details, field, getCause());
    }

    public ProxyError withDetails(ObjectNode other) {
        return new ProxyError(
                kind, status, message(), wait, shouldRetry, Optional.of(other), field, getCause());
    }

    /// Names the field of the request that the error is about.
    public ProxyError withField(String path) {
        return new ProxyError(
                kind, status, message(), wait, shouldRetry, details, Optional.of(path), getCause());
    }

    public ProxyError withMessage(String other) {
        return new ProxyError(kind, status, other, wait, shouldRetry, details, field, getCause());
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public String message() {
        return Objects.requireNonNullElse(getMessage(), kind.name());
    }

    /// The seconds that a client should wait.
    public OptionalInt retryAfter() {
        return seconds(wait);
    }

    /// The same where somebody asked for it, and it is not only usual.
    public OptionalInt askedWait() {
        return seconds(wait.filter(Wait::asked));
    }

    private static OptionalInt seconds(Optional<Wait> wait) {
        return wait.isPresent() ? OptionalInt.of(wait.get().seconds()) : OptionalInt.empty();
    }

    public Optional<Boolean> shouldRetry() {
        return shouldRetry;
    }

    public Optional<ObjectNode> details() {
        return details;
    }

    /// The field of the request that the error is about, as a path.
    public Optional<String> field() {
        return field;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxyError error
                && kind == error.kind
                && status == error.status
                && message().equals(error.message());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, status, message());
    }
}
