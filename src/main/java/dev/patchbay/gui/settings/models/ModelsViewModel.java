package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names that clients ask for: tiers, default, aliases, and a field to try one.
public final class ModelsViewModel {
    /// @param used what it was used for today
    record Row(int index, String name, String targets, String used) {}

    final WhereViewModel where;
    final AliasForm form;
    final PricesViewModel prices;

    /// By the words of the tiers.
    final Map<String, Entry<String>> tiers = new LinkedHashMap<>();

    final Entry<String> otherwise;

    private final SettingsDraft draft;
    private final Naming naming;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<Whose> whose = new ReadOnlyObjectWrapper<>(Whose.EVERYBODY);
    private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private Map<String, Naming.Use> today = Map.of();

    public ModelsViewModel(
            SettingsDraft draft, Naming naming, Errands errands, Texts texts, Figures figures) {
        this.draft = draft;
        this.naming = naming;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        where = new WhereViewModel(draft, whose, naming, errands, texts);
        form = new AliasForm(draft, whose::get, chosen::get);
        prices = new PricesViewModel(draft, naming, errands, texts, figures);
        Part<Settings> all = Part.whole(draft);
        for (String word : draft.now().tiers().byWord().keySet()) {
            tiers.put(
                    word,
                    all.entry(
                            it -> tier(it, word),
                            (it, name) -> it.withTiers(it.tiers().with(word, said(name))),
                            "",
                            "tiers." + word));
        }
        otherwise =
                all.entry(
                        it -> it.defaultAlias().orElse(""),
                        (it, name) -> it.withDefaultAlias(said(name)),
                        "",
                        "defaultAlias");
        draft.nowProperty().subscribe(_ -> show());
        chooseFirst();
    }

    private static String tier(Settings settings, String word) {
        return settings.tiers().byWord().getOrDefault(word, Optional.empty()).orElse("");
    }

    private static Optional<String> said(String name) {
        return Optional.of(name.strip()).filter(it -> !it.isEmpty());
    }

    void appear() {
        prices.appear();
        errands.run(
                naming::today,
                found -> {
                    today = found;
                    show();
                },
                // The column stays empty; all else is there.
                _ -> {});
    }

    private List<Alias> aliases() {
        return whose.get().aliases(draft.now());
    }

    private void show() {
        if (!whose.get().isIn(draft.now())) {
            choose(Whose.EVERYBODY);
            return;
        }
        List<Alias> aliases = aliases();
        if (chosen.get() >= aliases.size()) {
            chosen.set(aliases.size() - 1);
        }
        List<Row> next = new ArrayList<>();
        for (int i = 0; i < aliases.size(); i++) {
            next.add(row(i, aliases.get(i)));
        }
        rows.set(List.copyOf(next));
    }

    private Row row(int index, Alias alias) {
        String targets =
                alias.targets().stream()
                        .map(Target::toString)
                        .collect(Collectors.joining(texts.get("settings.where.then")));
        Naming.Use use = today.get(alias.name());
        String used =
                use == null
                        ? ""
                        : texts.get(
                                "settings.models.used",
                                use.requests(),
                                figures.money(use.nanoUsd()));
        return new Row(index, alias.name(), targets, used);
    }

    /// Shows the aliases of somebody else.
    void choose(Whose other) {
        if (!other.equals(whose.get())) {
            whose.set(other);
            show();
            chooseFirst();
        }
    }

    private void chooseFirst() {
        choose(aliases().isEmpty() ? -1 : 0);
    }

    void choose(int index) {
        chosen.set(index);
        form.part.seek();
    }

    /// The new one leads where the chosen one leads, or to the first backend.
    void add() {
        String name = "new-alias";
        for (int n = 2; isTaken(name); n++) {
            name = "new-alias-" + n;
        }
        Alias next =
                Alias.of(name)
                        .withTargets(
                                form.part.get(
                                        Alias::targets,
                                        draft.now().backends().stream()
                                                .limit(1)
                                                .map(it -> Target.of(it.id(), ""))
                                                .toList()));
        change(all -> all.add(next));
        choose(aliases().size() - 1);
    }

    private boolean isTaken(String name) {
        return aliases().stream().anyMatch(it -> it.name().equals(name));
    }

    void remove() {
        int gone = chosen.get();
        if (gone >= 0) {
            change(all -> all.remove(gone));
            choose(Math.min(gone, aliases().size() - 1));
        }
    }

    /// Aliases with stars are tried in this order.
    void move(int from, int to) {
        int size = aliases().size();
        if (from >= 0 && to >= 0 && from < size && to < size && from != to) {
            change(all -> all.add(to, all.remove(from)));
            choose(to);
        }
    }

    private void change(Consumer<List<Alias>> change) {
        List<Alias> all = new ArrayList<>(aliases());
        change.accept(all);
        draft.change(it -> whose.get().put(it, all));
    }

    /// What a tier or the default can lead to: aliases without stars, and what aliases lead to.
    List<String> names() {
        return Stream.concat(
                        draft.now().aliases().stream()
                                .filter(alias -> !alias.hasStars())
                                .map(Alias::name),
                        draft.now().aliases().stream()
                                .flatMap(alias -> alias.targets().stream())
                                .map(Target::toString)
                                .filter(name -> name.indexOf('*') < 0 && !name.endsWith("/")))
                .distinct()
                .toList();
    }

    /// @param then gets the models that a backend lists; is not asked where they cannot be had
    void models(String backend, Consumer<List<String>> then) {
        errands.run(() -> naming.models(backend), then, _ -> {});
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// Everybody, and each profile.
    List<Whose> everyone() {
        return Whose.all(draft.now());
    }

    String word(Whose one) {
        return one.profile()
                .map(id -> texts.get("settings.budgets.profile", id))
                .orElseGet(() -> texts.get("settings.models.everybody"));
    }

    /// What is said where there are no aliases.
    String none() {
        return texts.get(
                whose.get().equals(Whose.EVERYBODY)
                        ? "settings.models.none"
                        : "settings.models.noneOwn");
    }

    ReadOnlyObjectProperty<Whose> whoseProperty() {
        return whose.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Settings> settingsProperty() {
        return draft.nowProperty();
    }

    ReadOnlyIntegerProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
