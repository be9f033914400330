package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.EventEncoder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Passing;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.Telling;
import dev.patchbay.codec.errors.BackendErrors;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Headers;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Chat Completions, both ways: what clients ask and get, and what backends are asked and answer.
public final class OpenAiCodec implements Codec.Front, Codec.Back {
    private final Keepsakes keepsakes;
    private final Supplier<String> ids;

    /// @param keepsakes what backends want back in the next turn
    /// @param ids random text for calls that came without an id
    public OpenAiCodec(Keepsakes keepsakes, Supplier<String> ids) {
        this.keepsakes = keepsakes;
        this.ids = ids;
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Prompt read(ObjectNode body, Consumer<Loss> losses) {
        return new PromptReader(body, keepsakes, losses).read();
    }

    @Override
    public ObjectNode write(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return new PromptWriter(prompt, recipient, keepsakes, losses).write();
    }

    @Override
    public EventDecoder decoder(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return ChunkReader.decoder(prompt, recipient, keepsakes, ids, losses);
    }

    /// We always want the usage; a client that did not ask for it is spared its frame.
    @Override
    public Passing passing(byte[] body, Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        if (!prompt.stream() || recipient.quirks().noStreamOptions()) {
            return new Passing(body);
        }
        return UsageWish.added(body)
                .map(asking -> new Passing(asking, new WithheldUsage(), true))
                .orElseGet(() -> new Passing(body));
    }

    @Override
    public ProxyError error(int status, Headers headers, String body, String backend) {
        return BackendErrors.read(status, headers, body, backend);
    }

    @Override
    public Telling telling(ObjectNode body, String unique, String requestId) {
        return new Telling(
                "chatcmpl-" + unique,
                requestId,
                body.path("model").asText(),
                Telling.Thinking.SHOWN,
                body.path("stream_options").path("include_usage").asBoolean(),
                Usage.UNKNOWN);
    }

    @Override
    public EventEncoder encoder(Telling telling) {
        return new Encoder(telling);
    }

    @Override
    public ObjectNode error(ProxyError error, String requestId) {
        return ErrorObject.of(error, requestId);
    }

    /// 529 is a status of Anthropic's own.
    @Override
    public int status(ProxyError error) {
        return error.status() == ProxyError.Kind.OVERLOADED.status() ? 503 : error.status();
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }
}
