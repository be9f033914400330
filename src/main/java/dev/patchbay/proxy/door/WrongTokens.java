package dev.patchbay.proxy.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Slows down whoever guesses local tokens: a typo costs nothing, but from then on every further
/// guess is answered later than the one before. Everybody comes from this computer, so all guesses
/// count together; a right token is never held back.
final class WrongTokens {
    private static final int FREE = 3;
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant latest = Instant.MIN;
    private int inRow;
    private long ever;

    WrongTokens(InstantSource clock) {
        this.clock = clock;
    }

    /// What one wrong token brings.
    ///
    /// @param count how many there have been, this one included
    record Verdict(long count, Duration delay) {}

    synchronized Verdict one() {
        Instant now = clock.instant();
        if (latest.isBefore(now.minus(FORGIVEN_AFTER))) {
            inRow = 0;
        }
        latest = now;
        inRow++;
        ever++;
        return new Verdict(ever, delay(inRow - FREE));
    }

    private static Duration delay(int beyond) {
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(beyond - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
