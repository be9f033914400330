package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.proxy.Health;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// How the backends do.
final class HealthViewModel {
    /// @param why what is wrong, where something is
    /// @param canReset whether there is something to forget
    record Chip(String backend, String name, Health.State state, String why, boolean canReset) {}

    private final Sources sources;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Chip>> chips = new ReadOnlyObjectWrapper<>(List.of());
    private boolean asking;

    HealthViewModel(Sources sources, Errands errands, Texts texts) {
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
                    chips.set(found.stream().map(this::chip).toList());
                },
                // What was known stays; the next beat asks again.
                _ -> asking = false);
    }

    private Chip chip(Health health) {
        return new Chip(
                health.backend(),
                health.name(),
                health.state(),
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
        return String.join("\n", reasons);
    }

    ReadOnlyObjectProperty<List<Chip>> chipsProperty() {
        return chips.getReadOnlyProperty();
    }
}
