package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Setup.Brought;
import dev.patchbay.gui.firstrun.Setup.Refused;
import dev.patchbay.gui.firstrun.Setup.Tried;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Secret;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Who is to answer. Each way but the demo is looked at before it is taken: a key is tried, a file
/// read; what was said since has to be looked at again.
final class StartViewModel {
    enum Choice {
        DEMO,
        KEY,
        LOCAL,
        IMPORT
    }

    /// How far the chosen way is.
    enum Progress {
        /// Something is still to be said.
        WANTING,
        /// It can be looked at.
        ASKABLE,
        /// It is being looked at, or taken.
        WORKING,
        /// It can be taken.
        READY
    }

    private static final int NONE = -1;

    private final Setup setup;
    private final Errands errands;
    private final Texts texts;
    private final Surroundings here;
    private final PastedKey key;
    private final Trial trial = new Trial();
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.DEMO);
    private final StringProperty file = new SimpleStringProperty("");
    private final BooleanProperty inFile = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Progress> progress =
            new ReadOnlyObjectWrapper<>(Progress.READY);
    private final ReadOnlyObjectWrapper<Optional<Brought>> brought =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");

    /// What is said; what is looked at belongs to one of them.
    private int generation;

    /// The one that is being looked at, or none.
    private int working = NONE;

    StartViewModel(Setup setup, Errands errands, Texts texts) {
        this.setup = setup;
        this.errands = errands;
        this.texts = texts;
        this.here = new Surroundings(setup, errands, texts);
        this.key = new PastedKey(texts);
        choice.subscribe(_ -> otherwise());
        key.serviceProperty().subscribe(_ -> otherwise());
        file.subscribe(_ -> otherwise());
        key.textProperty().subscribe(_ -> otherwise());
        inFile.subscribe(_ -> judge());
        trial.modelProperty().subscribe(_ -> judge());
        here.consentNeededProperty().subscribe(_ -> judge());
        here.ollamaProperty().subscribe(_ -> judge());
    }

    /// Looks around on this computer.
    void look() {
        here.look(this::suggest);
    }

    private void suggest(List<Path> candidates) {
        if (file.get().isEmpty() && !candidates.isEmpty()) {
            file.set(candidates.getFirst().toString());
        }
    }

    /// What was looked at is not what is said now.
    private void otherwise() {
        trial.forget();
        brought.set(Optional.empty());
        trouble.set("");
        generation++;
        judge();
    }

    private void judge() {
        if (progress.get() != Progress.WORKING || working != generation) {
            progress.set(judged());
        }
    }

    private Progress judged() {
        boolean placed = !here.consentNeededProperty().get() || inFile.get();
        return switch (choice.get()) {
            case DEMO -> Progress.READY;
            case KEY ->
                    trial.usableProperty().get()
                            ? chosen()
                            : key.isThere() && placed ? Progress.ASKABLE : Progress.WANTING;
            case LOCAL ->
                    trial.usableProperty().get()
                            ? chosen()
                            : here.ollamaProperty().get() ? Progress.ASKABLE : Progress.WANTING;
            case IMPORT ->
                    brought.get().isPresent()
                            ? !brought.get().get().keys() || placed
                                    ? Progress.READY
                                    : Progress.WANTING
                            : file.get().isBlank() ? Progress.WANTING : Progress.ASKABLE;
        };
    }

    private Progress chosen() {
        return trial.hasModel() ? Progress.READY : Progress.WANTING;
    }

    // ------------------------------------------------------------------ what the button does

    /// Looks at the chosen way, or takes it.
    ///
    /// @param then done once somebody answers
    void advance(Runnable then) {
        switch (progress.get()) {
            case WANTING, WORKING -> {}
            case ASKABLE -> ask();
            case READY -> take(then);
        }
    }

    private void ask() {
        switch (choice.get()) {
            case DEMO -> throw new IllegalStateException("nothing is asked of the demo");
            case KEY -> {
                Secret pasted = key.value();
                Preset preset = key.serviceProperty().get();
                boolean agreed = inFile.get();
                work(() -> setup.tryKey(preset, pasted, agreed), this::answered);
            }
            case LOCAL -> work(() -> setup.tryLocal(Surroundings.OLLAMA), this::answered);
            case IMPORT -> work(() -> setup.look(path()), it -> brought.set(Optional.of(it)));
        }
    }

    private void answered(Tried outcome) {
        trial.came(outcome);
        if (!outcome.usable()) {
            trouble.set(texts.get("firstRun.try.failed"));
        } else if (trial.isMute()) {
            trouble.set(texts.get("firstRun.try.mute"));
        }
    }

    private void take(Runnable then) {
        Callable<Boolean> taking =
                switch (choice.get()) {
                    case DEMO ->
                            () -> {
                                setup.answerByDemo();
                                return true;
                            };
                    case KEY, LOCAL -> {
                        String backend = trial.backend();
                        String model = trial.modelProperty().get().strip();
                        yield () -> {
                            setup.answerBy(backend, model);
                            return true;
                        };
                    }
                    case IMPORT -> {
                        boolean agreed = inFile.get();
                        yield () -> {
                            setup.bring(path(), agreed);
                            return true;
                        };
                    }
                };
        work(
                taking,
                _ -> {
                    key.textProperty().set("");
                    then.run();
                });
    }

    /// Who answers stays as it is; what is being tried is taken back when that ends.
    void skip() {
        otherwise();
        errands.run(
                () -> {
                    setup.giveUp();
                    return true;
                },
                _ -> {},
                this::failed);
    }

    private Path path() throws Refused {
        try {
            return Path.of(file.get().strip());
        } catch (InvalidPathException e) {
            throw new Refused(texts.get("firstRun.import.noPath"), e);
        }
    }

    private <T> void work(Callable<T> what, Consumer<T> done) {
        int mine = generation;
        working = mine;
        trouble.set("");
        progress.set(Progress.WORKING);
        errands.run(
                what,
                outcome -> {
                    if (ended(mine)) {
                        done.accept(outcome);
                        judge();
                    }
                },
                fault -> {
                    if (ended(mine)) {
                        failed(fault);
                        judge();
                    }
                });
    }

    /// Whether it is still what is wanted.
    private boolean ended(int mine) {
        if (working == mine) {
            working = NONE;
        }
        return mine == generation;
    }

    private void failed(Exception fault) {
        trouble.set(
                fault instanceof Refused refused
                        ? refused.message()
                        : texts.get("firstRun.fault", fault.getClass().getSimpleName()));
    }

    // ------------------------------------------------------------------ what is shown

    PastedKey key() {
        return key;
    }

    Surroundings here() {
        return here;
    }

    /// What the chosen service said.
    Trial trial() {
        return trial;
    }

    ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    StringProperty fileProperty() {
        return file;
    }

    /// Whether the user agrees to keys in a file.
    BooleanProperty inFileProperty() {
        return inFile;
    }

    ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Brought>> broughtProperty() {
        return brought.getReadOnlyProperty();
    }

    /// What went wrong; empty if nothing did.
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
