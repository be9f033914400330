package dev.patchbay.codec.chat;

import dev.patchbay.hub.Usage;

/// What a backend has counted, `UNKNOWN` where it does not say. Here the tokens of the prompt hold
/// those that were read from a cache or written to it.
public record Counters(long prompt, long answer, long cached, long written, long thinking) {
    public static final long UNKNOWN = -1;

    public static final Counters NONE = new Counters(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    private static final long MOST = 1_000_000_000_000_000L;

    public static Counters of(long prompt, long answer) {
        return new Counters(prompt, answer, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /// A number as it was told, which may make no sense.
    public static long sane(double told) {
        return Double.isNaN(told) ? UNKNOWN : Math.round(Math.clamp(told, 0, MOST));
    }

    /// Whether anything was counted: servers that do not count say 0.
    public boolean tell() {
        return prompt > 0 || answer > 0;
    }

    /// Counters only grow, so of several tellings the largest of each counts: running totals end at
    /// the last, and a late empty one takes nothing back.
    public Counters with(Counters other) {
        return new Counters(
                Math.max(prompt, other.prompt),
                Math.max(answer, other.answer),
                Math.max(cached, other.cached),
                Math.max(written, other.written),
                Math.max(thinking, other.thinking));
    }

    public Counters withCached(long tokens) {
        return new Counters(prompt, answer, tokens, written, thinking);
    }

    /// `thinkingBesideOutput`: the answer's tokens do not hold those of the thinking.
    public Usage usage(boolean thinkingBesideOutput) {
        var usage = Usage.UNKNOWN;
        // No prompt takes 0 tokens: a server that says so does not count.
        if (prompt > 0) {
            long beside = Math.max(0, cached) + Math.max(0, written);
            usage = usage.withInput(Math.max(0, prompt - beside));
        }
        if (cached != UNKNOWN) {
            usage = usage.withCacheRead(cached);
        }
        if (written != UNKNOWN) {
            usage = usage.withCacheWrite(written);
        }
        if (answer != UNKNOWN) {
            long extra = thinkingBesideOutput ? Math.max(0, thinking) : 0;
            usage = usage.withOutput(answer + extra);
        }
        return thinking == UNKNOWN ? usage : usage.withThinking(thinking);
    }
}
