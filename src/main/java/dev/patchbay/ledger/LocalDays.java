package dev.patchbay.ledger;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The calendar on the user's wall. A day begins when the clock there shows its first minute, which
/// is not always midnight and not always 24 hours after the last.
public final class LocalDays {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final InstantSource clock;
    private final ZoneId zone;

    public LocalDays(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /// The moment at which a day begins, for people.
    public String beginningOf(LocalDate day) {
        return "at %s (%s)".formatted(MINUTE.format(day.atStartOfDay(zone)), zone);
    }
}
