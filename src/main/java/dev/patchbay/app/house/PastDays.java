package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.Sum;
import dev.patchbay.ledger.Account;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Entry;
import dev.patchbay.ledger.Totals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What must be known of the days before this start: the history's sums, which outlive what they
/// were made of.
public record PastDays(List<Sum<LocalDate>> sums) {
    private static final int DAYS = 31;
    private static final LocalDate THE_END = LocalDate.of(9999, 12, 31);
    private static final Set<Sum.Part> ALL_PARTS = EnumSet.allOf(Sum.Part.class);

    public static PastDays of(AppPaths paths, LocalDate today) throws HistoryReader.Unreadable {
        try (var history = Opened.of(paths)) {
            return new PastDays(
                    history.reader().isPresent() ? sums(history.reader().get(), today) : List.of());
        }
    }

    /// Of a month, and of the newest days whenever they were: where a computer's clock is wrong at
    /// first, as without a battery, a month is not now.
    private static List<Sum<LocalDate>> sums(HistoryReader history, LocalDate today)
            throws HistoryReader.Unreadable {
        LocalDate first = today.minusDays(DAYS);
        LocalDate last = today.plusDays(2);
        LocalDate newest = history.firstOfNewest(DAYS).orElse(first);
        List<Sum<LocalDate>> sums = new ArrayList<>();
        if (newest.isAfter(last)) {
            sums.addAll(history.days(first, last, ALL_PARTS));
        } else if (first.isBefore(newest)) {
            newest = first;
        }
        sums.addAll(history.days(newest, THE_END, ALL_PARTS));
        return sums;
    }

    /// The same as the ledger counts.
    public List<Entry> entries() {
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
