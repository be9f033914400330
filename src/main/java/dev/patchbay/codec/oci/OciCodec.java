package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Requests to OCI Generative AI and its answers.
public final class OciCodec implements Codec.Back {
    private final Keepsakes keepsakes;
    private final Supplier<String> ids;
    private final OciErrors errors = new OciErrors();

    /// @param keepsakes what backends want back in the next turn
    /// @param ids random text for calls that came without an id
    public OciCodec(Keepsakes keepsakes, Supplier<String> ids) {
        this.keepsakes = keepsakes;
        this.ids = ids;
    }

    @Override
    public Dialect dialect() {
        return Dialect.OCI;
    }

    @Override
    public ObjectNode write(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return new PromptWriter(prompt, recipient, keepsakes, losses).write();
    }

    @Override
    public EventDecoder decoder(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return ChatReader.decoder(prompt, recipient, keepsakes, ids, losses);
    }

    @Override
    public ProxyError error(int status, Headers headers, String body, String backend) {
        return errors.read(status, headers, body, backend);
    }
}
