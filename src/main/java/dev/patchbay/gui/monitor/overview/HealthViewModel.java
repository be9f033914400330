package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.proxy.Health;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// How the backends do.
final class HealthViewModel {
    /// @param credit what is left there; empty where that is not known
    /// @param why what is wrong, where something is
    /// @param canReset whether there is something to forget
    record Chip(
            String backend,
            String name,
            Health.State state,
            String credit,
            String why,
            boolean canReset) {}

    private final Sources sources;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Chip>> chips = new ReadOnlyObjectWrapper<>(List.of());
    private final Figures figures;
    private List<Health> known = List.of();
    private Map<String, CreditLeft> credits = Map.of();
    private boolean asking;
    private boolean askingCredits;

    HealthViewModel(Sources sources, Errands errands, Texts texts, Figures figures) {
        this.figures = figures;
        this.sources = sources;
        this.errands = errands;
        this.texts = texts;
    }

    /// Looks again, unless that is being done.
    void refresh() {
        if (!asking) {
            asking = true;
            ask(sources::backends);
        }
        if (!askingCredits) {
            askingCredits = true;
            errands.run(
                    sources::credits,
                    found -> {
                        askingCredits = false;
                        credits = found;
                        show();
                    },
                    // What was known stays; the next beat asks again.
                    _ -> askingCredits = false);
        }
    }

    void reset(String backend) {
        ask(
                () -> {
                    sources.reset(backend);
                    return sources.backends();
                });
    }

    private void ask(Callable<List<Health>> what) {
        errands.run(
                what,
                found -> {
                    asking = false;
                    known = found;
                    show();
                },
                // What was known stays; the next beat asks again.
                _ -> asking = false);
    }

    private void show() {
        chips.set(known.stream().map(this::chip).toList());
    }

    private String credit(String backend) {
        return credits.get(backend) instanceof CreditLeft.Known(var left)
                ? texts.get("overview.health.credit", figures.money(left))
                : "";
    }

    private Chip chip(Health health) {
        return new Chip(
                health.backend(),
                health.name(),
                health.state(),
                credit(health.backend()),
                why(health),
                !health.circuits().isEmpty() || !health.keys().isEmpty() || health.storms() > 0);
    }

    private String why(Health health) {
        List<String> reasons = new ArrayList<>();
        health.circuits()
                .forEach(
                        it ->
                                reasons.add(
                                        texts.get(
                                                "overview.health.circuit",
                                                it.model(),
                                                it.failures(),
                                                it.left().toSeconds())));
        health.keys()
                .forEach(
                        it ->
                                reasons.add(
                                        texts.get(
                                                "overview.health.key",
                                                it.position(),
                                                it.keys(),
                                                it.left().toSeconds(),
                                                it.reason())));
        if (health.storms() > 0) {
            reasons.add(texts.get("overview.health.storms", health.storms()));
        }
        if (health.state() != Health.State.WELL) {
            health.lastFailure()
                    .ifPresent(it -> reasons.add(texts.get("overview.health.last", it.message())));
        }
        if (credits.get(health.backend()) instanceof CreditLeft.Unknown(String why)) {
            reasons.add(texts.get("overview.health.noCredit", why));
        }
        return String.join("\n", reasons);
    }

    ReadOnlyObjectProperty<List<Chip>> chipsProperty() {
        return chips.getReadOnlyProperty();
    }
}
