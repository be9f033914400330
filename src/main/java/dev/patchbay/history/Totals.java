package dev.patchbay.history;

import dev.patchbay.hub.Usage;

import java.util.OptionalLong;

/// Exchanges added up.
///
/// @param failed those that failed, were refused or interrupted
/// @param cost in billionths of a dollar, of those that have a price
/// @param unpriced those whose tokens are known and have no price
public record Totals(
        long requests,
        long failed,
        long cancelled,
        long input,
        long cacheRead,
        long cacheWrite,
        long output,
        long thinking,
        long cost,
        long unpriced) {

    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// Those of one exchange that is over.
    static Totals of(KeptExchange exchange) {
        String outcome = exchange.end().map(KeptExchange.End::outcome).orElse("");
        boolean cancelled = outcome.equals(KeptExchange.End.CANCELLED);
        boolean failed = !cancelled && !outcome.equals(KeptExchange.End.OK);
        Usage usage = exchange.usage();
        OptionalLong cost = exchange.cost().nanoUsd();
        boolean used = usage.prompt().isPresent() || usage.output().isPresent();
        return new Totals(
                1,
                failed ? 1 : 0,
                cancelled ? 1 : 0,
                usage.input().orElse(0),
                usage.cacheRead().orElse(0),
                usage.cacheWrite().orElse(0),
                usage.output().orElse(0),
                usage.thinking().orElse(0),
                cost.orElse(0),
                used && cost.isEmpty() ? 1 : 0);
    }

    public Totals plus(Totals other) {
        return new Totals(
                requests + other.requests,
                failed + other.failed,
                cancelled + other.cancelled,
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite,
                output + other.output,
                thinking + other.thinking,
                cost + other.cost,
                unpriced + other.unpriced);
    }

    /// All tokens of the prompts, cached or not.
    public long prompt() {
        return input + cacheRead + cacheWrite;
    }
}
