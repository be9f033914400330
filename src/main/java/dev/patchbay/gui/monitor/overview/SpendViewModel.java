package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.Sum;
import dev.patchbay.history.Totals;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What was spent in a while, by model and by time, from the history's sums.
final class SpendViewModel {
    enum Span {
        HOURS(24),
        WEEK(7),
        MONTH(30);

        private final int slots;

        Span(int slots) {
            this.slots = slots;
        }
    }

    /// What one model or one stretch of time cost.
    ///
    /// @param share of the largest
    /// @param detail more of it, for who points at it
    record Part(String name, String amount, double share, String detail) {}

    /// @param total what all of it cost
    /// @param most what the dearest stretch of time cost
    record Spend(String total, String most, List<Part> models, List<Part> times) {
        static final Spend NONE = new Spend("", "", List.of(), List.of());

        Spend {
            models = List.copyOf(models);
            times = List.copyOf(times);
        }
    }

    private record Named(String name, Totals totals) {}

    private static final int MOST_MODELS = 5;
    private static final int CENTS = 2;

    private final Sources sources;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<Span> span = new ReadOnlyObjectWrapper<>(Span.HOURS);
    private final ReadOnlyObjectWrapper<Spend> spend = new ReadOnlyObjectWrapper<>(Spend.NONE);
    private final ReadOnlyObjectWrapper<Condition> condition;

    SpendViewModel(
            Sources sources,
            InstantSource clock,
            ZoneId zone,
            Errands errands,
            Texts texts,
            Figures figures) {
        this.sources = sources;
        this.clock = clock;
        this.zone = zone;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        this.condition =
                new ReadOnlyObjectWrapper<>(new Condition(Condition.Kind.LOADING, "", "", ""));
    }

    void choose(Span next) {
        span.set(next);
        refresh();
    }

    /// Looks it up again.
    void refresh() {
        Span asked = span.get();
        errands.run(
                () -> asked == Span.HOURS ? hours() : days(asked),
                found -> show(asked, found),
                fault ->
                        condition.set(
                                Condition.of(
                                        Condition.Kind.FAILED,
                                        texts,
                                        "overview.history",
                                        String.valueOf(fault.getMessage()))));
    }

    /// What came of a question: the sums by model, and those of every stretch of time.
    private record Found(List<Named> models, List<Named> times) {}

    private Found hours() throws Exception {
        Instant last = clock.instant().atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        Instant first = last.minus(Span.HOURS.slots - 1L, ChronoUnit.HOURS);
        List<Sum<Instant>> sums = sources.hours(first, last.plus(1, ChronoUnit.HOURS));
        List<Instant> slots =
                LongStream.range(0, Span.HOURS.slots)
                        .mapToObj(i -> first.plus(i, ChronoUnit.HOURS))
                        .toList();
        return found(sums, slots, hour -> figures.time(hour).substring(0, "00:00".length()));
    }

    private Found days(Span asked) throws Exception {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate first = today.minusDays(asked.slots - 1L);
        List<Sum<LocalDate>> sums = sources.days(first, today.plusDays(1));
        return found(sums, first.datesUntil(today.plusDays(1)).toList(), figures::date);
    }

    private static <T extends Comparable<? super T>> Found found(
            Collection<Sum<T>> sums, List<T> slots, Function<T, String> name) {
        Map<String, Totals> models = Sum.by(sums, it -> it.group().model());
        List<Named> times = new ArrayList<>();
        for (T slot : slots) {
            Totals totals =
                    Sum.all(sums.stream().filter(it -> it.when().compareTo(slot) == 0).toList());
            times.add(new Named(name.apply(slot), totals));
        }
        return new Found(
                models.entrySet().stream()
                        .map(it -> new Named(it.getKey(), it.getValue()))
                        .sorted(
                                Comparator.comparingLong((Named it) -> -it.totals().cost())
                                        .thenComparing(it -> -it.totals().requests()))
                        .toList(),
                times);
    }

    // ------------------------------------------------------------------ for people

    private void show(Span asked, Found found) {
        if (asked != span.get()) {
            return; // something else was chosen meanwhile
        }
        if (found.models().isEmpty()) {
            condition.set(Condition.of(Condition.Kind.EMPTY, texts, "overview.spend.empty"));
            return;
        }
        Totals all = found.models().stream().map(Named::totals).reduce(Totals.NONE, Totals::plus);
        spend.set(
                new Spend(
                        money(all),
                        most(asked, found.times()),
                        parts(withoutSmall(found.models())),
                        parts(found.times())));
        condition.set(Condition.READY);
    }

    private String most(Span asked, List<Named> times) {
        long most = times.stream().mapToLong(it -> it.totals().cost()).max().orElse(0);
        String key = asked == Span.HOURS ? "overview.spend.byHour" : "overview.spend.byDay";
        return texts.get(key, figures.money(most, CENTS));
    }

    /// The dearest, and all others as one.
    private List<Named> withoutSmall(List<Named> models) {
        List<Named> shown = new ArrayList<>(models);
        if (shown.size() > MOST_MODELS) {
            List<Named> rest = shown.subList(MOST_MODELS - 1, shown.size());
            Totals others = rest.stream().map(Named::totals).reduce(Totals.NONE, Totals::plus);
            String name = texts.get("overview.spend.others", rest.size());
            rest.clear();
            shown.add(new Named(name, others));
        }
        return shown;
    }

    private List<Part> parts(List<Named> all) {
        long most = all.stream().mapToLong(it -> it.totals().cost()).max().orElse(0);
        return all.stream()
                .map(
                        it ->
                                new Part(
                                        it.name().isEmpty()
                                                ? texts.get("overview.spend.noModel")
                                                : it.name(),
                                        money(it.totals()),
                                        most == 0 ? 0 : it.totals().cost() / (double) most,
                                        detail(it.totals())))
                .toList();
    }

    /// What it cost; where nothing of it has a price, that.
    private String money(Totals totals) {
        boolean priceless = totals.cost() == 0 && totals.unpriced() > 0;
        return priceless ? texts.get("overview.cost.noPrice") : figures.money(totals.cost(), CENTS);
    }

    private String detail(Totals totals) {
        return texts.get(
                "overview.spend.detail",
                totals.requests(),
                figures.number(totals.prompt()),
                figures.number(totals.output()));
    }

    ReadOnlyObjectProperty<Span> spanProperty() {
        return span.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Spend> spendProperty() {
        return spend.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
