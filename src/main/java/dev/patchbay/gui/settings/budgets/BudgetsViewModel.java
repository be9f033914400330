package dev.patchbay.gui.settings.budgets;

import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.ledger.Standing;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Period;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyObjectProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The budgets, and how each stands.
public final class BudgetsViewModel {
    private static final double USUAL = 5;

    /// How far a budget is used up.
    record Spent(String text, double share) {}

    private final SettingsDraft draft;
    private final Supplier<List<Standing>> standings;
    private final Texts texts;
    private final Figures figures;

    /// @param standings at hand at any time
    public BudgetsViewModel(
            SettingsDraft draft, Supplier<List<Standing>> standings, Texts texts, Figures figures) {
        this.draft = draft;
        this.standings = standings;
        this.texts = texts;
        this.figures = figures;
    }

    List<Budget> budgets() {
        return draft.now().budgets();
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return draft.nowProperty();
    }

    void add() {
        change(all -> all.add(Budget.of(BudgetScope.ALL, Period.DAY, USUAL, new AtLimit.Warn())));
    }

    void remove(int index) {
        change(all -> all.remove(index));
    }

    void scope(int index, BudgetScope scope) {
        replace(index, it -> new Budget(scope, it.period(), it.usd(), it.at100(), it.written()));
    }

    void period(int index, Period period) {
        replace(index, it -> new Budget(it.scope(), period, it.usd(), it.at100(), it.written()));
    }

    void at100(int index, AtLimit limit) {
        replace(index, it -> it.withAt100(limit));
    }

    /// What is no amount counts as none, which the settings do not take.
    void usd(int index, String typed) {
        replace(index, it -> it.withUsd(amount(typed)));
    }

    static double amount(String typed) {
        String plain = typed.replace("$", "").replace(',', '.').strip();
        return plain.matches("\\d{1,9}(\\.\\d{0,6})?") ? Double.parseDouble(plain) : 0;
    }

    private void replace(int index, java.util.function.UnaryOperator<Budget> change) {
        change(all -> all.set(index, change.apply(all.get(index))));
    }

    private void change(Consumer<List<Budget>> change) {
        List<Budget> all = new ArrayList<>(budgets());
        change.accept(all);
        draft.change(it -> it.withBudgets(all));
    }

    /// What is wrong with one of them; empty for nothing.
    String wrong(int index) {
        String place = "budgets[" + index + "]";
        return draft.problemsProperty().get().stream()
                .filter(problem -> problem.path().startsWith(place))
                .map(
                        problem ->
                                problem.path().endsWith(".usd")
                                        ? texts.get("settings.budgets.amount")
                                        : problem.message())
                .findFirst()
                .orElse("");
    }

    /// Empty for one that is not saved yet.
    Optional<Spent> spent(Budget budget) {
        return standings.get().stream()
                .filter(it -> it.budget().equals(budget))
                .findFirst()
                .map(
                        it ->
                                new Spent(
                                        texts.get(
                                                "settings.budgets.spent",
                                                figures.money(it.spentNanoUsd()),
                                                figures.percent(it.percent() / 100.0)),
                                        it.percent() / 100.0));
    }

    List<BudgetScope> scopes() {
        List<BudgetScope> all = new ArrayList<>(List.of(BudgetScope.ALL));
        draft.now().backends().stream()
                .map(BackendSettings::id)
                .map(BudgetScope::ofBackend)
                .forEach(all::add);
        draft.now().profiles().stream()
                .map(Profile::id)
                .map(BudgetScope::ofProfile)
                .forEach(all::add);
        return all;
    }

    String word(BudgetScope scope) {
        return scope.backend()
                .map(
                        id ->
                                texts.get(
                                        "settings.budgets.backend",
                                        draft.now()
                                                .backend(id)
                                                .map(BackendSettings::name)
                                                .orElse(id)))
                .or(() -> scope.profile().map(id -> texts.get("settings.budgets.profile", id)))
                .orElseGet(() -> texts.get("settings.budgets.all"));
    }

    List<AtLimit> limits() {
        List<AtLimit> all = new ArrayList<>(List.of(new AtLimit.Warn(), new AtLimit.Refuse()));
        draft.now().aliases().stream()
                .filter(alias -> !alias.hasStars())
                .map(Alias::name)
                .map(AtLimit.UseAlias::new)
                .forEach(all::add);
        return all;
    }

    String word(AtLimit limit) {
        return switch (limit) {
            case AtLimit.Warn() -> texts.get("settings.budgets.warn");
            case AtLimit.Refuse() -> texts.get("settings.budgets.refuse");
            case AtLimit.UseAlias(String name) -> texts.get("settings.budgets.alias", name);
        };
    }
}
