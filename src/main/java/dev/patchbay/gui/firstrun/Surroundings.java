package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What there is on this computer: a place for keys, Ollama, files of other programs.
final class Surroundings {
    static final Preset OLLAMA = Presets.SHIPPED.of("ollama").orElseThrow();

    private final Setup setup;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyStringWrapper keyPlace = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper consentNeeded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ollama = new ReadOnlyBooleanWrapper();

    Surroundings(Setup setup, Errands errands, Texts texts) {
        this.setup = setup;
        this.errands = errands;
        this.texts = texts;
    }

    /// @param files is told what could be imported
    void look(Consumer<List<Path>> files) {
        errands.run(setup::keyPlace, this::keysGo, _ -> keysGo(Optional.empty()));
        errands.run(() -> setup.isThere(OLLAMA), ollama::set, _ -> ollama.set(false));
        // What could be imported is an offer; without it a file can still be named.
        errands.run(setup::candidates, files, _ -> {});
    }

    private void keysGo(Optional<String> place) {
        keyPlace.set(place.map(it -> texts.get("firstRun.key.kept", it)).orElse(""));
        consentNeeded.set(place.isEmpty());
    }

    ReadOnlyStringProperty keyPlaceProperty() {
        return keyPlace.getReadOnlyProperty();
    }

    /// Whether there is no place for keys but a file.
    ReadOnlyBooleanProperty consentNeededProperty() {
        return consentNeeded.getReadOnlyProperty();
    }

    /// Whether Ollama runs on this computer.
    ReadOnlyBooleanProperty ollamaProperty() {
        return ollama.getReadOnlyProperty();
    }
}
