package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the screen shows.
public final class FirstRunViewModel {
    private final ReadOnlyObjectWrapper<Condition> condition;

    public FirstRunViewModel(Texts texts) {
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.EMPTY, texts, "firstRun.empty"));
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
