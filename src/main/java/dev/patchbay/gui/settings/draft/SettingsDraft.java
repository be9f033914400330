package dev.patchbay.gui.settings.draft;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The settings as they would be saved. Every section changes this one draft; saving keeps it whole
/// or not at all.
///
/// What somebody else does to the file meanwhile is taken over where it does not meet our own
/// changes. Where it does, nothing is saved until a person has decided.
public final class SettingsDraft {
    private final Keeper keeper;
    private final Errands errands;
    private final Texts texts;
    private final Places places;
    private final ReadOnlyObjectWrapper<Settings> now;
    private final ReadOnlyObjectWrapper<List<Problem>> problems;
    private final ReadOnlyObjectWrapper<Stand> stand;
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final Map<NumberEntry, Problem> unfit = new LinkedHashMap<>();
    private Settings base;
    private List<Problem> known;
    private Optional<Settings> theirs = Optional.empty();
    private boolean saving;

    public SettingsDraft(Keeper keeper, Errands errands, Texts texts) {
        this.keeper = keeper;
        this.errands = errands;
        this.texts = texts;
        this.places = new Places(texts);
        base = keeper.stored();
        known = base.problems();
        now = new ReadOnlyObjectWrapper<>(base);
        problems = new ReadOnlyObjectWrapper<>(known);
        stand = new ReadOnlyObjectWrapper<>(Stand.CLEAN);
        judge();
    }

    /// Looks whether somebody else changed the settings.
    public void beat() {
        Settings stored = keeper.stored();
        if (saving || stored.equals(base) || theirs.equals(Optional.of(stored))) {
            return;
        }
        if (!changed.get()) {
            begin(stored);
            judge();
            return;
        }
        Rebase rebase = Rebase.of(base, now.get(), stored);
        if (rebase.clashes().isEmpty()) {
            base = stored;
            known = stored.problems();
            show(rebase.settings());
        } else {
            theirs = Optional.of(stored);
            judge();
        }
    }

    public Settings now() {
        return now.get();
    }

    /// As it was saved last.
    public Settings base() {
        return base;
    }

    public void change(UnaryOperator<Settings> change) {
        show(change.apply(now.get()));
    }

    /// Something was typed that no settings can hold.
    ///
    /// @param field who says so, until `fits`
    /// @param path where it would stand
    void misfits(NumberEntry field, String path, String message) {
        unfit.put(field, new Problem(path, message, Problem.Reach.FILE));
        judge();
    }

    String outside(int least, int most) {
        return texts.get("settings.number", least, most);
    }

    void fits(NumberEntry field) {
        if (unfit.remove(field) != null) {
            judge();
        }
    }

    /// Back to what is stored.
    public void revert() {
        begin(keeper.stored());
        judge();
    }

    /// Where both changed the same, ours counts.
    public void keepMine() {
        theirs.ifPresent(
                stored -> {
                    Settings mine = Rebase.of(base, now.get(), stored).settings();
                    base = stored;
                    known = stored.problems();
                    theirs = Optional.empty();
                    show(mine);
                });
    }

    public void save() {
        save(() -> {});
    }

    /// @param then done when it is saved, also where there was nothing to save
    public void save(Runnable then) {
        if (!changed.get()) {
            then.run();
            return;
        }
        if (!stand.get().canSave()) {
            return;
        }
        saving = true;
        stand.set(new Stand(Stand.Kind.SAVING, texts.get("settings.saving")));
        Settings next = now.get();
        errands.run(
                () -> {
                    keeper.replace(base, next);
                    return keeper.stored();
                },
                stored -> {
                    saving = false;
                    saved(next, stored);
                    then.run();
                },
                this::refused);
    }

    private void saved(Settings sent, Settings stored) {
        if (now.get().equals(sent)) {
            begin(stored);
        } else {
            Settings mine = Rebase.of(sent, now.get(), stored).settings(); // typed meanwhile
            base = stored;
            now.set(mine);
        }
        judge();
        if (!changed.get()) {
            stand.set(new Stand(Stand.Kind.SAVED, texts.get("settings.saved")));
        }
    }

    private void refused(Exception fault) {
        saving = false;
        beat();
        if (theirs.isEmpty()) {
            stand.set(new Stand(Stand.Kind.REFUSED, sentence(fault)));
        }
    }

    private static String sentence(Exception fault) {
        return switch (fault) {
            case SettingsRefused refused -> refused.message();
            case SecretUnavailable unavailable -> unavailable.message();
            default -> String.valueOf(fault.getMessage());
        };
    }

    private void begin(Settings stored) {
        base = stored;
        known = stored.problems();
        theirs = Optional.empty();
        List.copyOf(unfit.keySet()).forEach(NumberEntry::reset);
        now.set(stored);
    }

    private void show(Settings next) {
        if (!next.equals(now.get())) {
            now.set(next);
        }
        judge();
    }

    private void judge() {
        problems.set(now.get().problems());
        changed.set(!unfit.isEmpty() || !now.get().equals(base));
        stand.set(judged());
    }

    private Stand judged() {
        if (theirs.isPresent()) {
            String parts =
                    Rebase.of(base, now.get(), theirs.get()).clashes().stream()
                            .map(places::part)
                            .collect(Collectors.joining(", "));
            return new Stand(Stand.Kind.CLASH, texts.get("settings.clash.text", parts));
        }
        Optional<String> readOnly = keeper.readOnly();
        if (readOnly.isPresent()) {
            return new Stand(Stand.Kind.READ_ONLY, readOnly.get());
        }
        if (!unfit.isEmpty()) {
            return wrong(unfit.values().iterator().next());
        }
        List<Problem> wrong = wrong();
        if (!wrong.isEmpty()) {
            return wrong(wrong.getFirst());
        }
        return changed.get()
                ? new Stand(Stand.Kind.CHANGED, texts.get("settings.changed"))
                : Stand.CLEAN;
    }

    /// A problem in the words of the forms.
    Problem plain(Problem problem) {
        return places.plain(problem);
    }

    private Stand wrong(Problem problem) {
        return new Stand(Stand.Kind.WRONG, places.sentence(problem, now.get()));
    }

    /// What is wrong with the draft, and was not with what is stored; paths shift, so messages
    /// tell.
    private List<Problem> wrong() {
        List<String> before = new ArrayList<>(known.stream().map(Problem::message).toList());
        return problems.get().stream()
                .filter(problem -> problem.reach() != Problem.Reach.NOTE)
                .filter(problem -> !before.remove(problem.message()))
                .toList();
    }

    /// What says this for the present run instead of the file.
    public Optional<String> override(Overrides.Field field) {
        return keeper.override(field);
    }

    public ReadOnlyObjectProperty<Settings> nowProperty() {
        return now.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /// Whether there is something to save.
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Stand> standProperty() {
        return stand.getReadOnlyProperty();
    }
}
