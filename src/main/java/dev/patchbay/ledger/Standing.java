package dev.patchbay.ledger;

import dev.patchbay.hub.Dollars;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.Period;

import java.time.LocalDate;

/// How a budget stands.
///
/// @param spentNanoUsd in the period that today lies in
/// @param since the first day of that period
/// @param until the first day of the next one
public record Standing(Budget budget, long spentNanoUsd, LocalDate since, LocalDate until) {
    private static final int[] MARKS = {100, 80, 50};

    public long percent() {
        return spentNanoUsd * 100 / budget.nanoUsd();
    }

    boolean isUsedUp() {
        return spentNanoUsd >= budget.nanoUsd();
    }

    /// The highest mark that was reached; 0 for none.
    int mark() {
        for (int mark : MARKS) {
            if (percent() >= mark) {
                return mark;
            }
        }
        return 0;
    }

    /// Which budget it is, for people.
    String name() {
        String backend = budget.scope().backend().map(" for backend "::concat).orElse("");
        String profile = budget.scope().profile().map(" for profile "::concat).orElse("");
        String period = budget.period() == Period.DAY ? "a day" : "a month";
        return "The budget of %s %s%s%s"
                .formatted(Dollars.of(budget.nanoUsd()), period, backend, profile);
    }

    String usedUp() {
        return "%s is used up: %s is spent".formatted(name(), Dollars.of(spentNanoUsd));
    }
}
