package dev.patchbay.ledger;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// All that the ledger knows at one moment.
///
/// @param entries the days of the last month, each by its accounts
/// @param underWay exchanges that are not over
/// @param series the last five minutes by the second, this one last
public record Snapshot(LocalDate today, List<Entry> entries, int underWay, List<Second> series) {
    private static final int RATE_SECONDS = 10;

    /// How much comes in a second.
    public record Rate(double requests, double input, double output) {}

    public Snapshot {
        entries = List.copyOf(entries);
        series = List.copyOf(series);
    }

    /// The mean of the last ten seconds.
    public Rate rate() {
        Second sum =
                series.subList(series.size() - RATE_SECONDS, series.size()).stream()
                        .reduce(Second.NOTHING, Second::plus);
        return new Rate(perSecond(sum.requests()), perSecond(sum.input()), perSecond(sum.output()));
    }

    private static double perSecond(long sum) {
        return Math.max(0, sum) / (double) RATE_SECONDS;
    }

    public Totals sum(Predicate<Entry> which) {
        return entries.stream().filter(which).map(Entry::totals).reduce(Totals.NONE, Totals::plus);
    }

    public Totals ofToday() {
        return sum(it -> it.day().equals(today));
    }

    /// The totals of these entries by alias, profile, backend or model; those without one are left
    /// out.
    public Map<String, Totals> by(
            Function<Account, Optional<String>> part, Predicate<Entry> which) {
        var sums = new TreeMap<String, Totals>();
        entries.stream()
                .filter(which)
                .forEach(
                        it ->
                                part.apply(it.account())
                                        .ifPresent(
                                                key -> sums.merge(key, it.totals(), Totals::plus)));
        return sums;
    }
}
