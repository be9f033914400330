package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.rewrites.Previewing.Pair;
import dev.patchbay.gui.settings.rewrites.Previewing.Sample;
import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Rewrite;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a rewrite makes of a request: one that ships with the program, or one that was kept.
final class PreviewViewModel {
    private static final List<Sample> BUILT_IN =
            List.of(new Sample.BuiltIn(Dialect.ANTHROPIC), new Sample.BuiltIn(Dialect.OPENAI));
    private static final Pair NOTHING = new Pair("", "");

    private final Previewing previewing;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final ObjectProperty<Sample> sample = new SimpleObjectProperty<>(BUILT_IN.getFirst());
    private final ReadOnlyObjectWrapper<List<Sample>> samples =
            new ReadOnlyObjectWrapper<>(BUILT_IN);
    private final ReadOnlyObjectWrapper<Pair> pair = new ReadOnlyObjectWrapper<>(NOTHING);
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private Optional<Rewrite> rewrite = Optional.empty();

    PreviewViewModel(Previewing previewing, Errands errands, Texts texts, Figures figures) {
        this.previewing = previewing;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        sample.addListener((_, _, _) -> look(rewrite));
    }

    /// Looks which requests are kept by now.
    void appear() {
        errands.run(
                previewing::kept,
                found -> {
                    List<Sample> all = new ArrayList<>(BUILT_IN);
                    all.addAll(found);
                    samples.set(List.copyOf(all));
                    if (!all.contains(sample.get())) {
                        sample.set(all.getFirst());
                    }
                },
                fault -> trouble.set(String.valueOf(fault.getMessage())));
    }

    /// One that cannot be used shows nothing.
    void look(Optional<Rewrite> now) {
        rewrite = now;
        if (now.filter(PreviewViewModel::isSound).isEmpty()) {
            pair.set(NOTHING);
            trouble.set("");
            return;
        }
        Rewrite asked = now.get();
        Sample on = sample.get();
        errands.run(
                () -> previewing.preview(asked, on),
                found -> tell(asked, on, found, ""),
                fault -> tell(asked, on, NOTHING, String.valueOf(fault.getMessage())));
    }

    private static boolean isSound(Rewrite rewrite) {
        return rewrite.problems().stream().allMatch(it -> it.reach() == Problem.Reach.NOTE);
    }

    /// What was asked for before another choice is of no use any more.
    private void tell(Rewrite asked, Sample on, Pair found, String why) {
        if (rewrite.equals(Optional.of(asked)) && sample.get().equals(on)) {
            pair.set(found);
            trouble.set(why);
        }
    }

    /// A request to try it on, for people.
    String word(Sample which) {
        return switch (which) {
            case Sample.BuiltIn(Dialect front) ->
                    texts.get("settings.rewrites.sample." + front.name().toLowerCase(Locale.ROOT));
            case Sample.Kept(_, Instant at, String client, String asked) ->
                    texts.get(
                            "settings.rewrites.sample.kept", figures.dayAndTime(at), client, asked);
        };
    }

    /// The request that it is tried on.
    ObjectProperty<Sample> sampleProperty() {
        return sample;
    }

    ReadOnlyObjectProperty<List<Sample>> samplesProperty() {
        return samples.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Pair> pairProperty() {
        return pair.getReadOnlyProperty();
    }

    /// Why there is nothing to be seen; empty where there is.
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
