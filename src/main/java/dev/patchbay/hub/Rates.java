package dev.patchbay.hub;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// What a model's tokens cost, each in millionths of a dollar per million tokens. Whole numbers, so
/// that what is reckoned with them is exact.
///
/// @param cacheRead for a token that came from a cache; without it, such a token is input
/// @param cacheWrite for a token that was put into a cache; without it, such a token is input
public record Rates(long input, OptionalLong cacheRead, OptionalLong cacheWrite, long output) {
    /// More is nobody's price: 10,000 dollars per million tokens.
    public static final long MOST = 10_000_000_000L;

    /// More is nobody's exchange, but some backend's mistake; with it, no sum overflows.
    private static final long MOST_TOKENS = 100_000_000;

    private static final int DIGITS = 6;
    private static final long PICO_PER_NANO = 1_000;

    public Rates {
        checked(input);
        checked(cacheRead.orElse(0));
        checked(cacheWrite.orElse(0));
        checked(output);
    }

    private static void checked(long rate) {
        if (rate < 0 || rate > MOST) {
            throw new IllegalArgumentException("no rate: " + rate);
        }
    }

    /// A rate as it is written: in dollars per million tokens.
    public static long rate(BigDecimal usd) {
        return usd.movePointRight(DIGITS).setScale(0, RoundingMode.HALF_UP).longValue();
    }

    /// The same the other way.
    public static BigDecimal usd(long rate) {
        BigDecimal exact = BigDecimal.valueOf(rate, DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /// What these tokens cost, in nano-dollars; empty if nothing is known of them.
    public OptionalLong nanoUsd(Usage usage) {
        if (usage.prompt().isEmpty() && usage.output().isEmpty()) {
            return OptionalLong.empty();
        }
        long pico =
                cost(usage.input(), input)
                        + cost(usage.cacheRead(), cacheRead.orElse(input))
                        + cost(usage.cacheWrite(), cacheWrite.orElse(input))
                        + cost(usage.output(), output);
        return OptionalLong.of((pico + PICO_PER_NANO / 2) / PICO_PER_NANO);
    }

    private static long cost(OptionalLong tokens, long rate) {
        return Math.clamp(tokens.orElse(0), 0, MOST_TOKENS) * rate;
    }
}
