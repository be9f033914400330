package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Setup.Tick;
import dev.patchbay.gui.firstrun.Setup.Tried;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.List;
import java.util.Optional;

/// A service that was asked whether it can be used, and the model that is to answer from it.
final class Trial {
    private final StringProperty model = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<Tried>> tried =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper usable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<List<Tick>> ticks = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<String>> models =
            new ReadOnlyObjectWrapper<>(List.of());

    Trial() {
        usable.bind(tried.map(Optional::isPresent));
    }

    /// Nobody was asked.
    void forget() {
        tried.set(Optional.empty());
        ticks.set(List.of());
        models.set(List.of());
    }

    void came(Tried outcome) {
        ticks.set(outcome.ticks());
        if (outcome.usable()) {
            tried.set(Optional.of(outcome));
            models.set(outcome.models());
            model.set(usual(outcome.models()));
        }
    }

    /// Clients ask for a model of the middle by default.
    private static String usual(List<String> models) {
        return models.stream()
                .filter(it -> it.contains("sonnet"))
                .findFirst()
                .or(() -> models.stream().findFirst())
                .orElse("");
    }

    /// Whether it said nothing until its answer was whole.
    boolean isMute() {
        return ticks.get().stream()
                .anyMatch(
                        tick ->
                                tick.question().equals("streaming")
                                        && tick.outcome() == Tick.Outcome.NO);
    }

    boolean hasModel() {
        return !model.get().isBlank();
    }

    /// Who was asked, and can be used.
    String backend() {
        return tried.get().orElseThrow().backend();
    }

    /// The model that answers whatever nothing else knows.
    StringProperty modelProperty() {
        return model;
    }

    /// Whether the service was asked and can be used.
    ReadOnlyBooleanProperty usableProperty() {
        return usable.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Tick>> ticksProperty() {
        return ticks.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<String>> modelsProperty() {
        return models.getReadOnlyProperty();
    }
}
