package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.codec.errors.BackendErrors;
import dev.patchbay.codec.errors.Complaint;
import dev.patchbay.codec.errors.Overflow;
import dev.patchbay.codec.errors.RetryAfter;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.wire.Headers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Reads what went wrong at OCI, and words it for a person: Oracle's text, what it mostly means,
/// and the id that its support asks for.
final class OciErrors {
    /// What failed inside an answer of status 200.
    static final int UNKNOWN_STATUS = 502;

    /// OCI seldom says when to come back.
    private static final int USUAL_WAIT_SECONDS = 5;

    /// Oracle's own names of errors say more than the statuses they come with, and in a stream
    /// they come with none.
    private enum Code {
        INVALIDPARAMETER(Kind.BAD_REQUEST),
        CANNOTPARSEREQUEST(Kind.BAD_REQUEST),
        NOTAUTHENTICATED(Kind.UNAUTHORIZED),
        SIGNUPREQUIRED(Kind.BILLING),
        QUOTAEXCEEDED(Kind.BILLING),
        LIMITEXCEEDED(Kind.BILLING),
        NOTAUTHORIZED(Kind.FORBIDDEN),
        NOTAUTHORIZEDORNOTFOUND(Kind.NOT_FOUND),
        INCORRECTSTATE(Kind.CONFLICT),
        INVALIDATEDRETRYTOKEN(Kind.CONFLICT),
        TOOMANYREQUESTS(Kind.RATE_LIMITED),
        INTERNALSERVERERROR(Kind.UPSTREAM_FAILED),
        SERVICEUNAVAILABLE(Kind.OVERLOADED);

        private final Kind kind;

        Code(Kind kind) {
            this.kind = kind;
        }
    }

    /// `backend` is the name that people gave it.
    ProxyError read(int status, Headers headers, String body, String backend) {
        var complaint = Complaint.of(body);
        var tail =
                headers.first("opc-request-id").map(" (opc-request-id %s)"::formatted).orElse("");
        var overflow = Overflow.message(status, complaint, backend);
        if (overflow.isPresent()) {
            return ProxyError.of(Kind.BAD_REQUEST, overflow.get() + tail);
        }
        var kind = kind(status, complaint);
        var error =
                ProxyError.of(kind, backend + ": " + text(status, complaint) + hint(kind) + tail);
        return switch (kind) {
            case BILLING -> error.withShouldRetry(false);
            case RATE_LIMITED -> waiting(error, RetryAfter.of(headers, body));
            case UPSTREAM_FAILED -> status == 500 ? error.withStatus(status) : error;
            default -> error;
        };
    }

    private static ProxyError waiting(ProxyError error, OptionalInt asked) {
        return asked.isPresent()
                ? error.withRetryAfter(asked.getAsInt())
                : error.withUsualWait(USUAL_WAIT_SECONDS);
    }

    /// Whether an object that came with a good status tells an error instead of an answer. Where
    /// something was said, `message` is an object.
    boolean isError(ObjectNode object) {
        boolean finishes = !Fields.text(object, "finishReason").isBlank();
        boolean complains =
                !Fields.text(object, "errorMessage").isBlank()
                        || !Fields.text(object, "message").isBlank();
        return complains && !finishes && !object.has("text");
    }

    private static Kind kind(int status, Complaint complaint) {
        var codes = List.of(complaint.codes().split(" "));
        return Arrays.stream(Code.values())
                .filter(code -> codes.contains(code.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(code -> code.kind)
                .orElseGet(() -> BackendErrors.kind(status));
    }

    private static String text(int status, Complaint complaint) {
        return complaint.text().isEmpty()
                ? "status %d without an explanation".formatted(status)
                : complaint.text();
    }

    private static String hint(Kind kind) {
        return switch (kind) {
            case UNAUTHORIZED ->
                    " (OCI refused the signature: the computer's clock may be more than 5 minutes"
                        + " off, the fingerprint in the OCI configuration may be of another key, or"
                        + " the session has expired: then run `oci session authenticate`)";
            case NOT_FOUND ->
                    " (OCI says so as well where a policy is missing, or where the model is not in"
                            + " this region or compartment)";
            case FORBIDDEN -> " (a policy for generative-ai-family is missing in OCI)";
            default -> "";
        };
    }
}
