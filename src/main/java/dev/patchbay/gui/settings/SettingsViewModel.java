package dev.patchbay.gui.settings;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Texts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the screen shows.
public final class SettingsViewModel {
    private final ReadOnlyObjectWrapper<Condition> condition;

    public SettingsViewModel(Texts texts) {
        condition =
                new ReadOnlyObjectWrapper<>(
                        Condition.of(Condition.Kind.EMPTY, texts, "settings.empty"));
    }

    public ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
