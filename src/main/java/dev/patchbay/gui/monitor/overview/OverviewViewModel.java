package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the screen shows.
public final class OverviewViewModel {
    private final ReadOnlyObjectWrapper<Condition> condition;

    public OverviewViewModel(Texts texts) {
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.EMPTY, texts, "overview.empty"));
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
