package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.EventEncoder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Passing;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.Telling;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Headers;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// The Anthropic Messages dialect, both ways: what clients ask and get, and what backends are asked
/// and answer.
public final class AnthropicCodec implements Codec.Front, Codec.Back {
    private final Keepsakes keepsakes;
    private final Supplier<String> ids;

    /// @param keepsakes what backends want back in the next turn
    /// @param ids random text for calls that came without an id
    public AnthropicCodec(Keepsakes keepsakes, Supplier<String> ids) {
        this.keepsakes = keepsakes;
        this.ids = ids;
    }

    /// For a front: clients of this dialect keep everything themselves.
    public AnthropicCodec() {
        this(
                Keepsakes.NONE,
                () -> {
                    throw new IllegalStateException("a front makes no ids");
                });
    }

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    public Prompt read(ObjectNode body, Consumer<Loss> losses) {
        return new PromptReader(body, losses).message();
    }

    /// Reads the body of a request to count tokens, which need not say how long an answer may be.
    public Prompt readForCount(ObjectNode body, Consumer<Loss> losses) {
        return new PromptReader(body, losses).count();
    }

    @Override
    public ObjectNode write(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return new PromptWriter(prompt, recipient, keepsakes, losses).write();
    }

    @Override
    public Telling telling(ObjectNode body, String unique, String requestId) {
        return new Telling(
                        "msg_" + unique,
                        requestId,
                        body.path("model").asText(),
                        Telling.Thinking.SHOWN,
                        true,
                        Usage.UNKNOWN)
                .withContextEdits(body.hasNonNull("context_management"));
    }

    @Override
    public EventEncoder encoder(Telling telling) {
        return new Encoder(telling);
    }

    /// A decoder for an answer in this dialect that is told as it is.
    public EventDecoder decoder(Consumer<Loss> losses) {
        return new Decoder("The backend", ErrorBody::read, losses);
    }

    @Override
    public EventDecoder decoder(Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        var backend = recipient.backend();
        return new BackDecoder(
                new Decoder(backend, body -> BackErrors.read(body, backend), losses),
                ToolNames.of(prompt),
                new UniqueIds(prompt, ids),
                new Thoughts(keepsakes));
    }

    @Override
    public Passing passing(byte[] body, Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
        return new Passing(ForeignThinking.removed(body, losses));
    }

    @Override
    public ObjectNode error(ProxyError error, String requestId) {
        return ErrorBody.of(error, requestId);
    }

    @Override
    public int status(ProxyError error) {
        return error.status();
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    @Override
    public ProxyError error(int status, Headers headers, String body, String backend) {
        return BackErrors.read(status, headers, body, backend);
    }
}
