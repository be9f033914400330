package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.backend.Fetch;
import dev.patchbay.settings.OciRegion;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.xnio.XnioIoThread;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Exchanges a session token, while it is still good, for the next one, and puts that in its file,
/// where Oracle's own programs find it as well.
final class SessionRefresh {
    private final Optional<String> named;
    private final Fetch fetch;

    /// @param named the address to ask; the region's own if it is empty
    SessionRefresh(Optional<String> named, Fetch fetch) {
        this.named = named;
        this.fetch = fetch;
    }

    /// Waits for the answer; throws what kept it from coming.
    void run(Credential credential, SessionToken session, Instant now, XnioIoThread io)
            throws SecretUnavailable {
        URI address = address(credential);
        byte[] body = Json.bytes(Json.object().put("currentToken", session.value().reveal()));
        Secret next = ask(address, body, credential, now, io);
        try {
            OwnerOnly.write(
                    session.file().toRealPath(), next.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SecretUnavailable(
                    Reason.BROKEN,
                    "The new OCI session token could not be written to %s."
                            .formatted(session.file()),
                    e);
        }
    }

    private URI address(Credential credential) throws SecretUnavailable {
        Optional<String> address =
                named.or(() -> credential.region().map(region -> OciRegion.of(region).refresh()));
        return URI.create(
                address.orElseThrow(
                        () ->
                                new SecretUnavailable(
                                        Reason.MISSING,
                                        "The OCI profile names no region, so its session cannot be"
                                                + " refreshed.")));
    }

    private Secret ask(
            URI address, byte[] body, Credential credential, Instant now, XnioIoThread io)
            throws SecretUnavailable {
        var signed =
                new Signatures.Signed(
                        "POST",
                        Fetch.address(address).authority(),
                        Fetch.target(address),
                        "application/json",
                        body);
        Headers headers =
                Signatures.sign(signed, credential, now).with("Content-Type", signed.contentType());
        Fetch.Page page = fetch.post(io, address, headers, body);
        ObjectNode json = Json.objectOrNull(page.body());
        String token = json == null ? "" : json.path("token").asText("");
        if (page.status() != 200 || token.isEmpty()) {
            throw new SecretUnavailable(
                    Reason.DENIED,
                    "OCI did not renew the session (status %d).".formatted(page.status()));
        }
        return Secret.of(token);
    }
}
