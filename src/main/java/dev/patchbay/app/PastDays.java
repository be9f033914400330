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

/// What the books must know of the days before this start: the history's sums, which outlive what
/// they were made of, as the ledger counts.
final class PastDays {
    private static final int DAYS = 31;

    private PastDays() {}

    static List<Entry> entries(AppPaths paths, LocalDate today) throws HistoryReader.Unreadable {
        try (var history = Opened.of(paths)) {
            return history.reader().isEmpty()
                    ? List.of()
                    : history
                            .reader()
                            .get()
                            .days(
                                    today.minusDays(DAYS),
                                    today.plusDays(2),
                                    EnumSet.allOf(Sum.Part.class))
                            .stream()
                            .map(PastDays::entry)
                            .toList();
        }
    }

    private static Entry entry(Sum<LocalDate> sum) {
        Sum.Group group = sum.group();
        var account =
                new Account(
                        present(group.alias()),
                        present(group.profile()),
                        present(group.backend()),
                        present(group.model()));
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
