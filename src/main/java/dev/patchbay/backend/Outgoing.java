package dev.patchbay.backend;

import dev.patchbay.wire.Headers;

import java.util.Optional;

/// One request to a backend. The path is relative to the backend's base URL and starts with a
/// slash; an empty body means that there is none.
///
/// @param credential the client's own; only a backend of the style `client` ever sees it
public record Outgoing(
        String method, String path, Headers headers, byte[] body, Optional<Credential> credential) {
    public Outgoing(String method, String path, Headers headers, byte[] body) {
        this(method, path, headers, body, Optional.empty());
    }

    public static Outgoing post(String path, byte[] body) {
        return new Outgoing("POST", path, Headers.NONE, body);
    }

    public static Outgoing get(String path) {
        return new Outgoing("GET", path, Headers.NONE, new byte[0]);
    }

    public Outgoing withCredential(Optional<Credential> other) {
        return new Outgoing(method, path, headers, body, other);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + body.length + " bytes)";
    }
}
