package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the screen shows.
public final class RequestsViewModel {
    private final ReadOnlyObjectWrapper<Condition> condition;

    public RequestsViewModel(Texts texts) {
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.EMPTY, texts, "requests.empty"));
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
