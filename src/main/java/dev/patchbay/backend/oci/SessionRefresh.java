package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.settings.OciRegion;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.wire.Json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/// Exchanges a session token, while it is still good, for the next one, and puts that in its file,
/// where Oracle's own programs find it as well.
final class SessionRefresh {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Optional<String> named;
    private final SSLContext tls;

    /// @param named the address to ask; the region's own if it is empty
    SessionRefresh(Optional<String> named, SSLContext tls) {
        this.named = named;
        this.tls = tls;
    }

    void run(Credential credential, SessionToken session, Instant now) throws SecretUnavailable {
        URI address = address(credential);
        byte[] body = Json.bytes(Json.object().put("currentToken", session.value().reveal()));
        Secret next = ask(address, body, credential, now);
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

    private Secret ask(URI address, byte[] body, Credential credential, Instant now)
            throws SecretUnavailable {
        var signed =
                new Signatures.Signed(
                        "POST", authority(address), address.getRawPath(), "application/json", body);
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", signed.contentType())
                        .POST(BodyPublishers.ofByteArray(body));
        Signatures.sign(signed, credential, now).forEach(request::header);
        // One use in most of an hour: a client that is kept would only keep threads.
        try (var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(tls)
                        .connectTimeout(PATIENCE)
                        .build()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            ObjectNode json = Json.objectOrNull(answer.body());
            String token = json == null ? "" : json.path("token").asText("");
            if (answer.statusCode() != 200 || token.isEmpty()) {
                throw new SecretUnavailable(
                        Reason.DENIED,
                        "OCI did not renew the session (status %d)."
                                .formatted(answer.statusCode()));
            }
            return Secret.of(token);
        } catch (IOException e) {
            throw new SecretUnavailable(
                    Reason.BROKEN, "The OCI session could not be renewed: no answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SecretUnavailable(Reason.TIMED_OUT, "The renewal was interrupted.", e);
        }
    }

    /// As the HTTP client will write it: without the scheme's own port.
    private static String authority(URI address) {
        boolean usual =
                address.getPort() == -1
                        || address.getPort() == ("https".equals(address.getScheme()) ? 443 : 80);
        return usual ? address.getHost() : address.getHost() + ":" + address.getPort();
    }
}
