package dev.patchbay.codec.errors;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.wire.Headers;

import java.util.Locale;

/// Reads what went wrong at a backend, of whatever dialect, and words it for the client.
public final class BackendErrors {
    private BackendErrors() {}

    /// `backend` is the name that people gave it.
    public static ProxyError read(int status, Headers headers, String body, String backend) {
        var complaint = Complaint.of(body);
        var overflow = Overflow.message(status, complaint, backend);
        if (overflow.isPresent()) {
            return ProxyError.of(Kind.BAD_REQUEST, overflow.get());
        }
        var wait = RetryAfter.of(headers, body);
        var kind = kind(status, complaint, wait.isPresent());
        var error = ProxyError.of(kind, backend + ": " + message(kind, status, complaint));
        if (status == 500 && kind == Kind.UPSTREAM_FAILED) {
            error = error.withStatus(status);
        }
        boolean comesBack =
                kind == Kind.RATE_LIMITED
                        || kind == Kind.OVERLOADED
                        || headers.first("retry-after").isPresent();
        if (comesBack && wait.isPresent()) {
            error = error.withRetryAfter(wait.getAsInt());
        }
        return advised(error, headers.first("x-should-retry").orElse(""));
    }

    private static ProxyError advised(ProxyError error, String shouldRetry) {
        return switch (shouldRetry.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> error.withShouldRetry(true);
            case "false" -> error.withShouldRetry(false);
            default -> error;
        };
    }

    private static Kind kind(int status, Complaint complaint, boolean namesWait) {
        var kind = kind(status);
        boolean unpaid =
                switch (kind) {
                    case RATE_LIMITED -> isUnpaid(complaint, namesWait);
                    case BAD_REQUEST -> complaint.says("credit balance is too low");
                    default -> false;
                };
        boolean busy =
                kind == Kind.UPSTREAM_FAILED
                        && (complaint.says("overloaded") || complaint.says("loading model"));
        return unpaid ? Kind.BILLING : busy ? Kind.OVERLOADED : kind;
    }

    /// What a status means by itself.
    public static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 402 -> Kind.BILLING;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 408, 504 -> Kind.TIMED_OUT;
            case 409, 423, 425 -> Kind.CONFLICT;
            case 413 -> Kind.TOO_LARGE;
            case 429 -> Kind.RATE_LIMITED;
            case 503, 529 -> Kind.OVERLOADED;
            default -> status < 500 ? Kind.BAD_REQUEST : Kind.UPSTREAM_FAILED;
        };
    }

    // A plain rate limit may advertise the billing page; but then it says when to come back.
    private static boolean isUnpaid(Complaint complaint, boolean namesWait) {
        boolean ofCode =
                complaint.codes().contains("insufficient_quota")
                        || complaint.codes().contains("billing");
        boolean ofText =
                complaint.says("insufficient_quota")
                        || complaint.says("billing")
                        || complaint.says("exceeded your current quota");
        return ofCode || ofText && !namesWait && !complaint.codes().contains("rate_limit");
    }

    private static String message(Kind kind, int status, Complaint complaint) {
        var text =
                complaint.text().isEmpty()
                        ? "status %d without an explanation".formatted(status)
                        : complaint.text();
        return switch (kind) {
            case UNAUTHORIZED -> text + " (this backend refused the key it was sent)";
            case NOT_FOUND ->
                    text
                            + " (this backend does not know the model, or its base URL has a wrong"
                            + " path)";
            default -> text;
        };
    }
}
