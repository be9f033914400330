package dev.patchbay.hub;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Money for people's eyes: cents, and for less than a dollar as many digits as tell something.
public final class Dollars {
    private static final int NANO = 9;
    private static final int CENTS = 2;
    private static final MathContext TELLING = new MathContext(CENTS, RoundingMode.HALF_UP);

    private Dollars() {}

    public static String of(long nanoUsd) {
        BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO);
        BigDecimal rounded =
                usd.abs().compareTo(BigDecimal.ONE) < 0
                        ? usd.round(TELLING)
                        : usd.setScale(CENTS, RoundingMode.HALF_UP);
        BigDecimal shown = rounded.stripTrailingZeros();
        return "$" + shown.setScale(Math.max(CENTS, shown.scale())).toPlainString();
    }
}
