package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.QuirkChoice;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The oddities of a backend: what its service is known for, and what a person says otherwise.
final class QuirksViewModel {
    /// One that a person has said something of.
    record Row(QuirkChoice quirk, String value) {}

    private final Part<BackendSettings> part;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());

    QuirksViewModel(Part<BackendSettings> part, Texts texts) {
        this.part = part;
        this.texts = texts;
        part.nowProperty().subscribe(_ -> show());
    }

    private void show() {
        Map<String, String> own = own();
        rows.set(
                QuirkChoice.all().stream()
                        .filter(it -> own.containsKey(it.name()))
                        .map(it -> new Row(it, own.getOrDefault(it.name(), "")))
                        .toList());
    }

    private Map<String, String> own() {
        return part.get(BackendSettings::ownQuirks, Map.of());
    }

    private Map<String, String> usual() {
        return part.get(BackendSettings::usualQuirks, Map.of());
    }

    /// What its service is known for, for people.
    String known() {
        Map<String, String> usual = usual();
        return usual.isEmpty()
                ? texts.get("settings.quirks.none")
                : texts.get(
                        "settings.quirks.known",
                        usual.entrySet().stream()
                                .map(it -> word(it.getKey(), it.getValue()))
                                .collect(Collectors.joining(", ")));
    }

    private static String word(String name, String value) {
        return value.equals("true") ? name : name + " " + value;
    }

    /// Those of which nothing is said yet.
    List<QuirkChoice> others() {
        Map<String, String> own = own();
        return QuirkChoice.all().stream().filter(it -> !own.containsKey(it.name())).toList();
    }

    /// Begins with what it is not yet: the other way round where it can only be so or not.
    void add(QuirkChoice quirk) {
        String usual = usual().getOrDefault(quirk.name(), quirk.first());
        boolean isSo = quirk.kind() == QuirkChoice.Kind.FLAG && usual().containsKey(quirk.name());
        set(quirk, isSo ? String.valueOf(!Boolean.parseBoolean(usual)) : usual);
    }

    void set(QuirkChoice quirk, String value) {
        part.change(it -> it.withQuirk(quirk, value));
    }

    /// From then on it is as its service has it.
    void remove(QuirkChoice quirk) {
        part.change(it -> it.withoutQuirk(quirk.name()));
    }

    /// What it means.
    String meaning(QuirkChoice quirk) {
        return texts.get("settings.quirk." + quirk.name());
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }
}
