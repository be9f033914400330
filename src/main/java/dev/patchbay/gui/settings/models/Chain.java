package dev.patchbay.gui.settings.models;

import dev.patchbay.hub.Target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A list of targets that a person changes: the first is used, the others are the fallbacks.
///
/// @param now as it is
/// @param put takes what it is to be
record Chain(Supplier<List<Target>> now, Consumer<List<Target>> put) {
    void add(String backend) {
        change(all -> all.add(Target.of(backend, "")));
    }

    void remove(int index) {
        change(all -> all.remove(index));
    }

    void up(int index) {
        if (index > 0) {
            change(all -> Collections.swap(all, index, index - 1));
        }
    }

    /// What else was fixed for this target stays with it.
    void set(int index, String backend, String model) {
        change(
                all -> {
                    Target was = all.get(index);
                    all.set(
                            index,
                            new Target(
                                    backend,
                                    model.strip(),
                                    was.temperature(),
                                    was.maxTokensKey(),
                                    was.maxTokens(),
                                    was.extra()));
                });
    }

    private void change(Consumer<List<Target>> change) {
        List<Target> all = new ArrayList<>(now.get());
        change.accept(all);
        put.accept(List.copyOf(all));
    }
}
