package dev.patchbay.proxy.board;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.codec.oci.OciCodec;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Dialect;

/// The dialects that are spoken here.
public record Codecs(AnthropicCodec anthropic, OpenAiCodec openAi, OciCodec oci) {
    /// @param keepsakes shared, since a conversation may move from one backend to another
    public static Codecs of(Keepsakes keepsakes) {
        return new Codecs(
                new AnthropicCodec(keepsakes, Ids::random),
                new OpenAiCodec(keepsakes, Ids::random),
                new OciCodec(keepsakes, Ids::random));
    }

    public Codec.Back back(Dialect dialect) {
        return switch (dialect) {
            case ANTHROPIC -> anthropic;
            case OPENAI -> openAi;
            case OCI -> oci;
        };
    }
}
