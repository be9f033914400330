package dev.patchbay.gui.settings.privacy;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.NumberEntry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.gui.settings.privacy.KeyCupboard.Kept;
import dev.patchbay.gui.settings.privacy.KeyCupboard.State;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/// What is kept of requests, and where keys are.
public final class PrivacyViewModel {
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_MEGABYTES = 1_000_000;

    final Entry<Boolean> keepBodies;
    final NumberEntry days;
    final NumberEntry megabytes;
    final Entry<KeyPlace> place;

    private final SettingsDraft draft;
    private final KeyCupboard cupboard;
    private final Errands errands;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Kept>> keys = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    public PrivacyViewModel(
            SettingsDraft draft, KeyCupboard cupboard, Errands errands, Texts texts) {
        this.draft = draft;
        this.cupboard = cupboard;
        this.errands = errands;
        this.texts = texts;
        Part<Settings> all = Part.whole(draft);
        keepBodies =
                all.entry(
                        it -> it.history().keepBodies(),
                        (it, keep) -> it.withHistory(it.history().withKeepBodies(keep)),
                        false);
        days =
                number(
                        all,
                        HistorySettings::withDays,
                        it -> it.history().days(),
                        MOST_DAYS,
                        "history.days");
        megabytes =
                number(
                        all,
                        HistorySettings::withMegabytes,
                        it -> it.history().megabytes(),
                        MOST_MEGABYTES,
                        "history.megabytes");
        place =
                all.entry(
                        it -> it.keys().store(),
                        (it, chosen) -> it.withKeys(it.keys().withStore(chosen)),
                        KeyPlace.KEYCHAIN);
    }

    private static NumberEntry number(
            Part<Settings> all,
            BiFunction<HistorySettings, Integer, HistorySettings> write,
            java.util.function.Function<Settings, Integer> read,
            int most,
            String path) {
        return all.number(
                read,
                (it, value) -> it.withHistory(write.apply(it.history(), value)),
                1,
                most,
                path);
    }

    void appear() {
        look(cupboard::list, "");
    }

    void delete(Kept key) {
        look(
                () -> {
                    cupboard.delete(key.name());
                    return cupboard.list();
                },
                texts.get("settings.privacy.deleted", key.name()));
    }

    /// Moves by what is saved, so it saves first.
    void move() {
        draft.save(
                () ->
                        errands.run(
                                cupboard::move,
                                moved -> {
                                    String text = texts.get("settings.privacy.moved", moved);
                                    look(cupboard::list, text);
                                },
                                this::failed));
    }

    private void look(Callable<List<Kept>> what, String text) {
        errands.run(
                what,
                found -> {
                    keys.set(found);
                    said.set(
                            text.isEmpty()
                                    ? texts.get("settings.privacy.place", cupboard.place())
                                    : text);
                },
                this::failed);
    }

    private void failed(Exception fault) {
        said.set(
                switch (fault) {
                    case SecretUnavailable unavailable -> unavailable.message();
                    case SettingsRefused refused -> refused.message();
                    default -> String.valueOf(fault.getMessage());
                });
    }

    /// Whether a key is there, for people.
    String word(State state) {
        return texts.get("settings.privacy.state." + state.name().toLowerCase(Locale.ROOT));
    }

    /// The same as a word of the style sheet.
    String look(State state) {
        return switch (state) {
            case KEPT, FOUND -> "there";
            case MISSING -> "missing";
            case OPEN -> "open";
            case UNKNOWN -> "unknown";
        };
    }

    /// What a person is asked before one is deleted.
    String question(Kept key) {
        return key.users().isEmpty()
                ? texts.get("settings.privacy.delete.unused", key.name())
                : texts.get(
                        "settings.privacy.delete.used", key.name(), String.join(", ", key.users()));
    }

    ReadOnlyObjectProperty<List<Kept>> keysProperty() {
        return keys.getReadOnlyProperty();
    }

    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }
}
