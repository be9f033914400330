package dev.patchbay.app;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.Sum;
import dev.patchbay.ledger.Account;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Entry;
import dev.patchbay.ledger.Totals;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// What must be known of the days before this start: the history's sums, which outlive what they
/// were made of.
record PastDays(List<Sum<LocalDate>> sums) {
    private static final int DAYS = 31;

    static PastDays of(AppPaths paths, LocalDate today) throws HistoryReader.Unreadable {
        try (var history = Opened.of(paths)) {
            if (history.reader().isEmpty()) {
                return new PastDays(List.of());
            }
            // One more than today: a clock may have been wrong.
            return new PastDays(
                    history.reader()
                            .get()
                            .days(
                                    today.minusDays(DAYS),
                                    today.plusDays(2),
                                    EnumSet.allOf(Sum.Part.class)));
        }
    }

    /// The same as the ledger counts.
    List<Entry> entries() {
        return sums.stream().map(PastDays::entry).toList();
    }

    private static Entry entry(Sum<LocalDate> sum) {
        Sum.Group group = sum.group();
        var account =
                new Account(
                        present(group.alias()),
                        present(group.profile()),
                        present(group.backend()),
                        present(group.model()),
                        group.replay());
        return new Entry(sum.when(), account, totals(sum.totals(), group.estimated()));
    }

    private static Optional<String> present(String name) {
        return Optional.of(name).filter(it -> !it.isEmpty());
    }

    private static Totals totals(dev.patchbay.history.Totals kept, boolean estimated) {
        var amounts =
                new Amounts(
                        kept.input(),
                        kept.cacheRead(),
                        kept.cacheWrite(),
                        kept.output(),
                        kept.thinking(),
                        kept.cost());
        return new Totals(
                kept.requests(),
                kept.failed(),
                kept.unpriced(),
                estimated ? Amounts.NONE : amounts,
                estimated ? amounts : Amounts.NONE);
    }
}
