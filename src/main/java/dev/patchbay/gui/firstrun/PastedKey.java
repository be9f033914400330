package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.List;
import java.util.Optional;

/// A key that is pasted, and whose it is: by its looks where they tell, else as it is chosen.
final class PastedKey {
    static final List<Preset> SERVICES =
            Presets.SHIPPED.all().stream()
                    .filter(it -> it.style().needsKey() && it.baseUrl().isPresent() && !it.local())
                    .toList();

    private final Texts texts;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Preset> service = new SimpleObjectProperty<>(SERVICES.getFirst());
    private final ReadOnlyStringWrapper recognised = new ReadOnlyStringWrapper("");

    PastedKey(Texts texts) {
        this.texts = texts;
        text.subscribe(_ -> recognise());
    }

    private void recognise() {
        Optional<Preset> looksLike = Presets.SHIPPED.forKey(value());
        looksLike.filter(SERVICES::contains).ifPresent(service::set);
        recognised.set(
                looksLike.map(it -> texts.get("firstRun.key.recognised", it.name())).orElse(""));
    }

    boolean isThere() {
        return !text.get().isBlank();
    }

    Secret value() {
        return Secret.of(text.get().strip());
    }

    StringProperty textProperty() {
        return text;
    }

    ObjectProperty<Preset> serviceProperty() {
        return service;
    }

    /// Whose key it looks like.
    ReadOnlyStringProperty recognisedProperty() {
        return recognised.getReadOnlyProperty();
    }
}
