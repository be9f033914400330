package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the screen shows.
public final class LogsViewModel {
    private final ReadOnlyObjectWrapper<Condition> condition;

    public LogsViewModel(Texts texts) {
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.EMPTY, texts, "logs.empty"));
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
