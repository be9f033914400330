package dev.patchbay.ledger;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;

/// Tokens in disjoint buckets, thinking as a part of output, and what they cost.
public record Amounts(
        long input, long cacheRead, long cacheWrite, long output, long thinking, long nanoUsd) {
    public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0, 0);

    static Amounts of(Usage usage, Cost cost) {
        return new Amounts(
                usage.input().orElse(0),
                usage.cacheRead().orElse(0),
                usage.cacheWrite().orElse(0),
                usage.output().orElse(0),
                usage.thinking().orElse(0),
                cost.nanoUsd().orElse(0));
    }

    public Amounts plus(Amounts other) {
        return new Amounts(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                output + other.output,
                thinking + other.thinking,
                nanoUsd + other.nanoUsd);
    }

    /// All tokens of the prompts, cached or not.
    public long prompt() {
        return input + cacheRead + cacheWrite;
    }

    public long tokens() {
        return prompt() + output;
    }
}
