package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A backend is added: by a pasted key, which picks its own preset, or by choosing one.
final class AddViewModel {
    private static final String DEMO = "demo";

    private final SettingsDraft draft;
    private final Consumer<String> added;
    private final StringProperty pasted = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    /// @param added is told the id of the new backend
    AddViewModel(SettingsDraft draft, Consumer<String> added, Texts texts) {
        this.draft = draft;
        this.added = added;
        pasted.subscribe(
                text ->
                        said.set(
                                text.isBlank()
                                        ? texts.get("settings.backends.paste.hint")
                                        : preset().map(
                                                        it ->
                                                                texts.get(
                                                                        "settings.backends.paste.known",
                                                                        it.name()))
                                                .orElseGet(
                                                        () ->
                                                                texts.get(
                                                                        "settings.backends.paste.unknown"))));
    }

    List<Preset> presets() {
        return Presets.SHIPPED.all();
    }

    private Optional<Preset> preset() {
        return Presets.SHIPPED.forKey(Secret.of(pasted.get().strip()));
    }

    /// Adds what the pasted key is of, where that can be told.
    void addPasted() {
        preset().ifPresent(this::add);
    }

    void add(Preset preset) {
        BackendSettings next = BackendSettings.of(free(preset.id()), preset);
        String key = pasted.get().strip();
        if (!key.isEmpty() && next.auth().style().needsKey()) {
            next = next.withAuth(next.auth().withKeys(List.of(SecretRef.of(key))));
        }
        put(next);
    }

    void addDemo() {
        put(BackendSettings.of(free(DEMO), BackendKind.DEMO, ""));
    }

    private void put(BackendSettings next) {
        pasted.set("");
        draft.change(it -> it.withBackend(next));
        added.accept(next.id());
    }

    private String free(String wished) {
        String id = wished;
        for (int n = 2; draft.now().backend(id).isPresent(); n++) {
            id = wished + "-" + n;
        }
        return id;
    }

    StringProperty pastedProperty() {
        return pasted;
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
