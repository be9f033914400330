package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.settings.Auth;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Presets;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A backend's keys: where each is, never what it is. A pasted key waits in the draft and is kept
/// in the keychain when the draft is saved.
final class KeysViewModel {
    /// @param waits it is not in the keychain yet
    record Row(int index, String text, String detail, boolean waits) {}

    private final Part<BackendSettings> part;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());

    KeysViewModel(Part<BackendSettings> part, Texts texts) {
        this.part = part;
        this.texts = texts;
        part.nowProperty().subscribe(_ -> show());
    }

    private void show() {
        List<SecretRef> keys = keys();
        List<Row> next = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            next.add(row(i, keys.get(i)));
        }
        rows.set(List.copyOf(next));
    }

    private Row row(int index, SecretRef ref) {
        return switch (ref) {
            case SecretRef.Keychain(String name) ->
                    new Row(index, "••••••••", texts.get("settings.keys.kept", name), false);
            case SecretRef.Env _ -> said(index, ref, "settings.keys.env");
            case SecretRef.File _ -> said(index, ref, "settings.keys.file");
            case SecretRef.Command _ -> said(index, ref, "settings.keys.command");
            case SecretRef.Plain _ ->
                    new Row(index, "••••••••", texts.get("settings.keys.waits"), true);
        };
    }

    private Row said(int index, SecretRef ref, String key) {
        return new Row(index, ref.toString(), texts.get(key), false);
    }

    private List<SecretRef> keys() {
        return part.get(it -> it.auth().keys(), List.of());
    }

    /// A key or a reference to one. Answers whether it was taken.
    boolean add(String typed) {
        if (typed.isBlank() || typed.strip().lines().count() > 1) {
            return false;
        }
        SecretRef ref = SecretRef.of(typed.strip());
        if (keys().contains(ref)) {
            return false;
        }
        part.change(
                backend -> {
                    BackendSettings next = fitting(backend, ref);
                    List<SecretRef> keys = new ArrayList<>(next.auth().keys());
                    keys.add(ref);
                    return next.withAuth(next.auth().withKeys(keys));
                });
        return true;
    }

    /// A backend of which nothing is known yet becomes what its key looks like.
    private static BackendSettings fitting(BackendSettings backend, SecretRef ref) {
        boolean blank = backend.baseUrl().isEmpty() && backend.auth().keys().isEmpty();
        Optional<Preset> preset =
                ref instanceof SecretRef.Plain(Secret key)
                        ? Presets.SHIPPED.forKey(key)
                        : Optional.empty();
        return blank && preset.isPresent()
                ? BackendSettings.of(backend.id(), preset.get())
                : backend;
    }

    void remove(int index) {
        change(keys -> keys.remove(index));
    }

    /// The first is asked first.
    void first(int index) {
        change(keys -> keys.addFirst(keys.remove(index)));
    }

    private void change(java.util.function.Consumer<List<SecretRef>> change) {
        part.change(
                backend -> {
                    Auth auth = backend.auth();
                    List<SecretRef> keys = new ArrayList<>(auth.keys());
                    change.accept(keys);
                    return backend.withAuth(auth.withKeys(keys));
                });
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
