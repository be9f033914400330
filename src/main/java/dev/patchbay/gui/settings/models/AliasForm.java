package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.Part;
import dev.patchbay.gui.settings.draft.Remark;
import dev.patchbay.gui.settings.draft.SettingsDraft;
import dev.patchbay.hub.Target;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AliasCase;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.When;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The fields of one alias.
final class AliasForm {
    final Part<Alias> part;
    final Entry<String> name;
    final Chain targets;

    private final SettingsDraft draft;
    private final Entry<List<Target>> all;

    /// @param chosen which of the aliases is meant, from 0; none below
    AliasForm(SettingsDraft draft, Supplier<Whose> whose, IntSupplier chosen) {
        this.draft = draft;
        part =
                new Part<>(
                        draft,
                        new Part.Lens<>(
                                () -> place(whose.get(), chosen.getAsInt()),
                                it -> nth(whose.get().aliases(it), chosen.getAsInt()),
                                (it, _, next) -> put(it, whose.get(), chosen.getAsInt(), next),
                                Alias::problems));
        name = part.entry(Alias::name, (it, text) -> it.withName(text.strip()), "", "name");
        all = part.entry(Alias::targets, Alias::withTargets, List.of(), "targets", "cases");
        targets = new Chain(all::get, all::set);
    }

    private String place(Whose whose, int index) {
        return whose.place(draft.now()) + "[" + index + "]";
    }

    private static Optional<Alias> nth(List<Alias> aliases, int index) {
        return index >= 0 && index < aliases.size()
                ? Optional.of(aliases.get(index))
                : Optional.empty();
    }

    private static Settings put(Settings all, Whose whose, int index, Alias next) {
        List<Alias> aliases = new ArrayList<>(whose.aliases(all));
        aliases.set(index, next);
        return whose.put(all, aliases);
    }

    /// What is wrong with its targets.
    javafx.beans.value.ObservableValue<Remark> remark() {
        return all.remarkProperty();
    }

    List<AliasCase> cases() {
        return part.get(Alias::cases, List.of());
    }

    Chain targets(int nthCase) {
        return new Chain(
                () -> cases().get(nthCase).targets(),
                next ->
                        change(
                                it -> {
                                    AliasCase was = it.get(nthCase);
                                    it.set(nthCase, new AliasCase(was.when(), next, was.written()));
                                }));
    }

    void ask(int nthCase, CaseKind kind, int longerThan) {
        change(
                it -> {
                    AliasCase was = it.get(nthCase);
                    When next = kind.when(was.when(), longerThan);
                    it.set(nthCase, new AliasCase(next, was.targets(), was.written()));
                });
    }

    void addCase() {
        When none = CaseKind.LONGER.when(blank(), CaseKind.USUAL_LENGTH);
        change(it -> it.add(AliasCase.of(none, targets.now().get())));
    }

    private static When blank() {
        return new When(
                java.util.OptionalInt.empty(),
                false,
                false,
                false,
                false,
                dev.patchbay.settings.AsWritten.NOTHING);
    }

    void removeCase(int nthCase) {
        change(it -> it.remove(nthCase));
    }

    private void change(Consumer<List<AliasCase>> change) {
        part.change(
                alias -> {
                    List<AliasCase> cases = new ArrayList<>(alias.cases());
                    change.accept(cases);
                    return alias.withCases(cases);
                });
    }

    /// The backends that a target can name, by their ids.
    List<String> backends() {
        return draft.now().backends().stream().map(BackendSettings::id).toList();
    }
}
