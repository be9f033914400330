package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.errors.BackendErrors;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

/// Reads what went wrong at a backend of this dialect.
final class BackErrors {
    private static final int GOOD = 200;

    private BackErrors() {}

    /// An error that came with a good status, whole or in a stream.
    static ProxyError read(ObjectNode body, String backend) {
        return read(GOOD, Headers.NONE, Json.text(body), backend);
    }

    static ProxyError read(int status, Headers headers, String body, String backend) {
        var told = Json.objectOrNull(body);
        var inner = told == null ? Json.object() : told.path("error");
        var type = inner.path("type").asText("");
        var error = BackendErrors.read(status(status, type), headers, body, backend);
        return inner.path("details") instanceof ObjectNode details
                ? error.withDetails(details)
                : error;
    }

    /// What a type names exactly is believed before the status, which a gateway may have changed.
    private static int status(int status, String type) {
        var kind = ErrorBody.kind(type);
        return switch (kind) {
            case BAD_REQUEST, UPSTREAM_FAILED -> status >= 400 ? status : kind.status();
            default -> kind.status();
        };
    }
}
