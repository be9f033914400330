package dev.patchbay.gui.settings.draft;

import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The part of a draft that a form shows: a backend, an alias, or all of it. There may be none.
public final class Part<S> {
    /// How a part is found in the settings, put back, and checked.
    ///
    /// @param place where it stands in the file, such as `backends[1]`; empty for all of it
    /// @param put gets the part as it was found before, and as it is to be
    public record Lens<S>(
            Supplier<String> place,
            Function<Settings, Optional<S>> find,
            Replacing<S> put,
            Function<S, List<Problem>> check) {}

    /// Puts a changed part in the place of the former.
    public interface Replacing<S> {
        Settings put(Settings settings, S before, S next);
    }

    private final SettingsDraft draft;
    private final Lens<S> lens;
    private final ReadOnlyObjectWrapper<Optional<S>> now =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Problem>> problems =
            new ReadOnlyObjectWrapper<>(List.of());

    public Part(SettingsDraft draft, Lens<S> lens) {
        this.draft = draft;
        this.lens = lens;
        draft.nowProperty().subscribe(_ -> seek());
    }

    public static Part<Settings> whole(SettingsDraft draft) {
        return new Part<>(
                draft,
                new Lens<>(
                        () -> "", Optional::of, (_, _, next) -> next, _ -> draft.now().problems()));
    }

    /// Looks for it again: another one may be meant now.
    public void seek() {
        Optional<S> found = lens.find().apply(draft.now());
        problems.set(found.map(lens.check()).orElse(List.of()).stream().map(draft::plain).toList());
        now.set(found);
    }

    public void change(UnaryOperator<S> change) {
        now.get()
                .ifPresent(
                        before -> {
                            S next = change.apply(before);
                            draft.change(settings -> lens.put().put(settings, before, next));
                        });
    }

    /// What it says there; something else where there is no such part.
    public <T> T get(Function<S, T> what, T otherwise) {
        return now.get().map(what).orElse(otherwise);
    }

    /// Where in the file this path of ours stands.
    String at(String path) {
        String place = lens.place().get();
        return place.isEmpty() ? path : place + "." + path;
    }

    public <T> Entry<T> entry(
            Function<S, T> read, BiFunction<S, T, S> write, T none, String... paths) {
        return new Entry<>(
                this, read, (part, value) -> write.apply(part, value), none, List.of(paths));
    }

    public NumberEntry number(
            Function<S, Integer> read,
            BiFunction<S, Integer, S> write,
            int least,
            int most,
            String path) {
        return new NumberEntry(this, read, write, least, most, path);
    }

    public SettingsDraft draft() {
        return draft;
    }

    public ReadOnlyObjectProperty<Optional<S>> nowProperty() {
        return now.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }
}
