package dev.patchbay.settings;

import java.time.LocalDate;
import java.util.Optional;

/// How long until a budget begins anew: a day or a month of the local calendar.
public enum Period {
    DAY,
    MONTH;

    static Optional<Period> of(String text) {
        return switch (text) {
            case "day" -> Optional.of(DAY);
            case "month" -> Optional.of(MONTH);
            default -> Optional.empty();
        };
    }

    /// The first day of the period that this day lies in.
    public LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /// The first day of the next one.
    public LocalDate next(LocalDate day) {
        return switch (this) {
            case DAY -> day.plusDays(1);
            case MONTH -> first(day).plusMonths(1);
        };
    }

    /// The period as settings.json spells it.
    public String text() {
        return Word.of(this);
    }
}
