package dev.patchbay.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Instants as the file holds them: microseconds since 1970.
final class Moment {
    private Moment() {}

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant of(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
