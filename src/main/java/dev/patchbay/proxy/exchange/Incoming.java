package dev.patchbay.proxy.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.backend.Credential;
import dev.patchbay.backend.Service;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.wire.Headers;

import java.util.Optional;

/// A client's request, read and understood as JSON.
///
/// @param id the exchange's public id
/// @param front the door it came in by
/// @param client the program that asks, as far as it says
/// @param clientRun the run of Claude Code it belongs to
/// @param headers the header lines as they came, but for those that hold a local token
/// @param query what stood behind the path
/// @param token the name of the local token that was shown
/// @param credential what the client showed beside our own tokens
/// @param bytes the body as it came, unpacked
/// @param json the same as a tree
/// @param again what it is sent again of, where a person sends it and not a client
public record Incoming(
        String id,
        String front,
        String client,
        Optional<String> clientRun,
        Headers headers,
        String query,
        Optional<String> token,
        Optional<Credential> credential,
        byte[] bytes,
        ObjectNode json,
        Optional<Again> again) {
    /// The header line of such a wish.
    public static final String BETAS = "anthropic-beta";

    String asked() {
        return json.path("model").asText("");
    }

    /// Which beta features of Anthropic's API the client wants, if any.
    Optional<String> betas() {
        return Betas.named(headers.all(BETAS));
    }

    /// Whether the client is known to this backend by a credential of its own.
    boolean isKnownTo(Service service) {
        return credential.isPresent()
                && service.settings().auth().style() instanceof AuthStyle.Client;
    }

    boolean stream() {
        return json.path("stream").asBoolean(false);
    }
}
