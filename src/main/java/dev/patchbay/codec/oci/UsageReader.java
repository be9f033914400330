package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.chat.Counters;
import dev.patchbay.hub.Usage;

/// Reads `usage`.
final class UsageReader {
    private final boolean thinkingBesideOutput;
    private Counters counted = Counters.NONE;

    UsageReader(boolean thinkingBesideOutput) {
        this.thinkingBesideOutput = thinkingBesideOutput;
    }

    /// True if this tells what was used.
    boolean take(JsonNode usage) {
        var told =
                new Counters(
                        number(usage.path("promptTokens")),
                        number(usage.path("completionTokens")),
                        number(usage.path("promptTokensDetails").path("cachedTokens")),
                        Counters.UNKNOWN,
                        number(usage.path("completionTokensDetails").path("reasoningTokens")));
        counted = counted.with(told);
        return told.tell();
    }

    Usage soFar() {
        return counted.usage(thinkingBesideOutput);
    }

    private static long number(JsonNode value) {
        return value.isNumber() ? Counters.sane(value.asDouble()) : Counters.UNKNOWN;
    }
}
