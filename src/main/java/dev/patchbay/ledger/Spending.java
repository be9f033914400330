package dev.patchbay.ledger;

import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Period;

import java.time.LocalDate;
import java.util.Optional;

/// What was spent, by day and by whatever a budget can be about.
final class Spending {
    /// Whole months, with room for clocks that are wrong for a while.
    static final int MOST_DAYS = 100;

    private final ByDay<BudgetScope, Long> days = new ByDay<>(MOST_DAYS, Long::sum);

    void add(LocalDate day, Optional<String> profile, Optional<String> backend, long nanoUsd) {
        days.add(day, BudgetScope.ALL, nanoUsd);
        backend.ifPresent(id -> days.add(day, BudgetScope.ofBackend(id), nanoUsd));
        profile.ifPresent(id -> days.add(day, BudgetScope.ofProfile(id), nanoUsd));
        if (backend.isPresent() && profile.isPresent()) {
            days.add(day, new BudgetScope(backend, profile), nanoUsd);
        }
    }

    /// What was spent in the period that this day lies in.
    long of(BudgetScope scope, Period period, LocalDate day) {
        return days.between(period.first(day), period.next(day), scope).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
