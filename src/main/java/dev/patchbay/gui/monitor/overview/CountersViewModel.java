package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Snapshot;
import dev.patchbay.ledger.Standing;
import dev.patchbay.ledger.Totals;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Period;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The four figures of today, each with a line that says more.
final class CountersViewModel {
    /// One figure.
    ///
    /// @param value as large as can be
    /// @param unit behind it
    /// @param more the line below
    record Counter(String value, String unit, String more) {
        static final Counter NONE = new Counter("", "", "");
    }

    /// How far a budget is used up.
    ///
    /// @param share 1 is all of it
    record Used(double share, Level level) {
        enum Level {
            FINE,
            NEAR,
            OVER
        }
    }

    private static final double NEAR = 0.8;

    /// What a whole is made of.
    private static final double ALL = 1;

    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<Counter> tokens = new ReadOnlyObjectWrapper<>(Counter.NONE);
    private final ReadOnlyObjectWrapper<Counter> cost = new ReadOnlyObjectWrapper<>(Counter.NONE);
    private final ReadOnlyObjectWrapper<Counter> requests =
            new ReadOnlyObjectWrapper<>(Counter.NONE);
    private final ReadOnlyObjectWrapper<Counter> streams =
            new ReadOnlyObjectWrapper<>(Counter.NONE);
    private final ReadOnlyObjectWrapper<Optional<Used>> budget =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    CountersViewModel(Texts texts, Figures figures) {
        this.texts = texts;
        this.figures = figures;
    }

    void show(Snapshot now, List<Standing> standings) {
        Totals today = now.ofToday();
        Amounts amounts = today.all();
        String about = today.isEstimate() ? "~" : "";
        tokens.set(
                new Counter(
                        about + figures.number(amounts.prompt()),
                        texts.get("overview.tokens.in"),
                        texts.get(
                                "overview.tokens.out",
                                about + figures.number(amounts.output()),
                                share(amounts.cacheRead(), amounts.prompt()))));
        requests.set(
                new Counter(
                        figures.number(today.requests()),
                        "",
                        today.errors() == 0
                                ? texts.get("overview.requests.noErrors", today.requests())
                                : texts.get(
                                        "overview.requests.errors",
                                        share(today.errors(), today.requests()),
                                        today.errors())));
        streams.set(
                new Counter(
                        figures.number(now.underWay()),
                        "",
                        texts.get("overview.streams.rate", figures.tenths(now.rate().output()))));
        showCost(today, about, standings);
    }

    private void showCost(Totals today, String about, List<Standing> standings) {
        Optional<Standing> leading = leading(standings);
        String unpriced =
                today.unpriced() > 0 ? texts.get("overview.cost.unpriced", today.unpriced()) : "";
        boolean priceless = today.unpriced() > 0 && today.unpriced() == today.requests();
        cost.set(
                new Counter(
                        priceless
                                ? texts.get("overview.cost.noPrice")
                                : about + figures.money(today.all().nanoUsd(), 2),
                        "",
                        leading.map(this::budgetLine)
                                .orElse(
                                        unpriced.isEmpty()
                                                ? texts.get("overview.cost.noBudget")
                                                : unpriced)));
        budget.set(leading.map(CountersViewModel::used));
    }

    /// The budget that the card is about: the one for all of today, else the one that is nearest to
    /// its end.
    private static Optional<Standing> leading(List<Standing> standings) {
        return standings.stream()
                .max(
                        Comparator.comparing((Standing it) -> isForToday(it.budget()))
                                .thenComparing(Standing::percent));
    }

    private static boolean isForToday(Budget budget) {
        return budget.scope().equals(BudgetScope.ALL) && budget.period() == Period.DAY;
    }

    private String budgetLine(Standing standing) {
        Budget budget = standing.budget();
        String key = budget.period() == Period.DAY ? "overview.cost.day" : "overview.cost.month";
        String scope = budget.scope().equals(BudgetScope.ALL) ? "" : " · " + budget.scope().text();
        return texts.get(
                        key,
                        figures.percent(standing.percent() / 100.0),
                        figures.money(budget.nanoUsd()))
                + scope;
    }

    private static Used used(Standing standing) {
        double share = standing.percent() / 100.0;
        return new Used(
                Math.min(ALL, share),
                share >= ALL ? Used.Level.OVER : share >= NEAR ? Used.Level.NEAR : Used.Level.FINE);
    }

    private String share(long part, long whole) {
        return figures.percent(whole == 0 ? 0 : part / (double) whole);
    }

    ReadOnlyObjectProperty<Counter> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Counter> costProperty() {
        return cost.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Counter> requestsProperty() {
        return requests.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Counter> streamsProperty() {
        return streams.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Used>> budgetProperty() {
        return budget.getReadOnlyProperty();
    }
}
