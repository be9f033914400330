package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Usage;

/// Reads `usage`. Counters only grow, so of several tellings the largest of each counts; a prompt
/// of 0 tokens is one that was not counted.
final class UsageReader {
    private static final long UNKNOWN = -1;
    private static final long MOST = 1_000_000_000_000_000L;

    private final boolean thinkingBesideOutput;
    private long prompt = UNKNOWN;
    private long completion = UNKNOWN;
    private long cached = UNKNOWN;
    private long reasoning = UNKNOWN;

    UsageReader(boolean thinkingBesideOutput) {
        this.thinkingBesideOutput = thinkingBesideOutput;
    }

    /// True if this tells what was used.
    boolean take(JsonNode usage) {
        long asked = count(usage.path("promptTokens"));
        long answered = count(usage.path("completionTokens"));
        prompt = Math.max(prompt, asked);
        completion = Math.max(completion, answered);
        cached = Math.max(cached, count(usage.path("promptTokensDetails").path("cachedTokens")));
        reasoning =
                Math.max(
                        reasoning,
                        count(usage.path("completionTokensDetails").path("reasoningTokens")));
        return asked > 0 || answered > 0;
    }

    /// Cached tokens are inside the prompt's there and beside them here.
    Usage soFar() {
        var usage = Usage.UNKNOWN;
        if (prompt > 0) {
            usage = usage.withInput(Math.max(0, prompt - Math.max(0, cached)));
        }
        if (cached != UNKNOWN) {
            usage = usage.withCacheRead(cached);
        }
        if (completion != UNKNOWN) {
            long extra = thinkingBesideOutput ? Math.max(0, reasoning) : 0;
            usage = usage.withOutput(completion + extra);
        }
        return reasoning == UNKNOWN ? usage : usage.withThinking(reasoning);
    }

    private static long count(JsonNode value) {
        return value.isNumber() ? Math.clamp(value.asLong(), 0, MOST) : UNKNOWN;
    }
}
