package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.settings.Edit;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Every rewrite, wherever it stands, and what the chosen one makes of a sample request.
public final class RewritesViewModel {
    private static final Edit USUAL = new Edit.AppendToSystem("Answer briefly.");

    /// @param index among those of the same home
    record Row(Home home, int index, String name, String detail, boolean enabled) {}

    final PreviewViewModel preview;
    final Part<Rewrite> part;
    final Entry<String> name;
    final Entry<Boolean> enabled;
    final Entry<EditKind> kind;
    final Entry<String> what;
    final Entry<String> with;

    private final SettingsDraft draft;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Row>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    public RewritesViewModel(
            SettingsDraft draft,
            Previewing previewing,
            Errands errands,
            Texts texts,
            Figures figures) {
        this.draft = draft;
        this.texts = texts;
        preview = new PreviewViewModel(previewing, errands, texts, figures);
        part =
                new Part<>(
                        draft,
                        new Part.Lens<>(
                                () -> "rewrites",
                                this::found,
                                (it, _, next) -> put(it, next),
                                Rewrite::problems));
        name = part.entry(Rewrite::name, Rewrite::withName, "", "name");
        enabled = part.entry(Rewrite::enabled, Rewrite::withEnabled, false);
        kind =
                part.entry(
                        it -> EditKind.of(it.edit()),
                        (it, next) -> edited(it, next, blank(it, next)),
                        EditKind.APPEND_TO_SYSTEM,
                        "kind");
        what =
                part.entry(
                        it -> EditKind.what(it.edit()),
                        (it, text) ->
                                it.withEdit(
                                        EditKind.of(it.edit())
                                                .edit(text.strip(), EditKind.with(it.edit()))),
                        "",
                        "field",
                        "from",
                        "header");
        with =
                part.entry(
                        it -> EditKind.with(it.edit()),
                        (it, text) ->
                                it.withEdit(
                                        EditKind.of(it.edit())
                                                .edit(EditKind.what(it.edit()), text)),
                        "",
                        "text",
                        "value",
                        "to");
        draft.nowProperty().subscribe(_ -> show());
        part.nowProperty().subscribe(preview::look);
        rows.get().stream().findFirst().ifPresent(this::choose);
    }

    /// A name that nobody gave follows the kind.
    private static Rewrite edited(Rewrite it, EditKind kind, Edit next) {
        Rewrite changed = EditKind.of(it.edit()) == kind ? it : it.withEdit(next);
        return it.name().equals(it.edit().kind()) ? changed.withName(next.kind()) : changed;
    }

    private static Edit blank(Rewrite it, EditKind kind) {
        return kind.edit(EditKind.what(it.edit()), EditKind.with(it.edit()));
    }

    private Optional<Rewrite> found(Settings settings) {
        return chosen.get()
                .filter(row -> row.index() < row.home().in(settings).size())
                .map(row -> row.home().in(settings).get(row.index()));
    }

    private Settings put(Settings settings, Rewrite next) {
        Row row = chosen.get().orElseThrow();
        List<Rewrite> all = new ArrayList<>(row.home().in(settings));
        all.set(row.index(), next);
        return row.home().put(settings, all);
    }

    private void show() {
        List<Row> next = new ArrayList<>();
        for (Home home : homes()) {
            List<Rewrite> all = home.in(draft.now());
            for (int i = 0; i < all.size(); i++) {
                next.add(new Row(home, i, all.get(i).name(), word(home), all.get(i).enabled()));
            }
        }
        rows.set(List.copyOf(next));
    }

    void choose(Row row) {
        chosen.set(Optional.of(row));
        part.seek();
    }

    List<Home> homes() {
        return Home.all(draft.now());
    }

    String word(Home home) {
        return texts.get(
                "settings.rewrites." + home.kind().name().toLowerCase(Locale.ROOT), home.name());
    }

    /// A new one is switched off until a person has seen what it does.
    void add(Home home) {
        change(home, all -> all.add(Rewrite.of(USUAL).withEnabled(false)));
        int last = home.in(draft.now()).size() - 1;
        rows.get().stream()
                .filter(row -> row.home().equals(home) && row.index() == last)
                .findFirst()
                .ifPresent(this::choose);
    }

    void remove() {
        chosen.get()
                .ifPresent(
                        row -> {
                            chosen.set(Optional.empty());
                            change(row.home(), all -> all.remove(row.index()));
                            rows.get().stream().findFirst().ifPresent(this::choose);
                        });
    }

    private void change(Home home, Consumer<List<Rewrite>> change) {
        List<Rewrite> all = new ArrayList<>(home.in(draft.now()));
        change.accept(all);
        draft.change(it -> home.put(it, all));
        part.seek();
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Row>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
