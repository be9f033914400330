package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Pulse;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.journal.Tail;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The request that is open beside the table.
final class DetailViewModel {
    /// How long what was done is told of, in beats.
    private static final int TOLD = 4 * Pulse.PER_SECOND;

    private final Sources sources;
    private final Outlets outlets;
    private final Tail tail;
    private final Growing growing;
    private final Errands errands;
    private final Wording wording;
    private final BodiesViewModel bodies;
    private final ReplayViewModel replay;
    private final ReadOnlyObjectWrapper<Optional<Facts>> facts =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Summary> summary =
            new ReadOnlyObjectWrapper<>(new Summary(List.of()));
    private final ReadOnlyObjectWrapper<Course> course =
            new ReadOnlyObjectWrapper<>(new Course(List.of(), -1));
    private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
    private int beats;
    private int forgetAt;
    private boolean asking;

    DetailViewModel(
            Sources sources,
            Outlets outlets,
            Replays replays,
            Tail tail,
            Growing growing,
            Errands errands,
            Wording wording) {
        this.sources = sources;
        this.outlets = outlets;
        this.tail = tail;
        this.growing = growing;
        this.errands = errands;
        this.wording = wording;
        bodies = new BodiesViewModel(sources, errands, wording);
        replay = new ReplayViewModel(replays, errands, wording);
    }

    void show(KeptExchange exchange) {
        told.set("");
        put(exchange);
    }

    private void put(KeptExchange exchange) {
        facts.set(Optional.of(words(exchange)));
        summary.set(Summary.of(exchange, wording));
        course.set(Course.of(exchange, tail.since(Tail.BEGINNING).lines(), wording));
        bodies.of(exchange);
        replay.of(exchange);
    }

    private Facts words(KeptExchange exchange) {
        return wording.facts(exchange, growing.letters(exchange.id()));
    }

    /// Shows the request of this id, if there is one.
    void seek(String id) {
        errands.run(
                () -> sources.exchange(id),
                found -> {
                    if (found.isPresent()) {
                        show(found.get());
                    } else {
                        tell("requests.unknown", id);
                    }
                },
                this::fail);
    }

    void close() {
        facts.set(Optional.empty());
    }

    /// One that is under way says how far it is, and is looked up again every second.
    void beat() {
        beats++;
        if (!told.get().isEmpty() && beats > forgetAt) {
            told.set("");
        }
        replay.beat();
        Optional<KeptExchange> open = facts.get().filter(Facts::isUnderWay).map(Facts::exchange);
        if (open.isEmpty()) {
            return;
        }
        facts.set(Optional.of(words(open.get())));
        if (beats % Pulse.PER_SECOND == 0 && !asking) {
            lookUp(open.get().id());
        }
    }

    private void lookUp(String id) {
        asking = true;
        errands.run(
                () -> sources.exchange(id),
                found -> {
                    asking = false;
                    found.filter(it -> isShown(it.id())).ifPresent(this::put);
                },
                fault -> {
                    asking = false;
                    fail(fault);
                });
    }

    private boolean isShown(String id) {
        return facts.get().filter(it -> it.exchange().id().equals(id)).isPresent();
    }

    // ------------------------------------------------------------------ what is taken elsewhere

    /// @param into where the text is put
    void copy(Outlets.Form form, Consumer<String> into) {
        Optional<Facts> shown = facts.get();
        if (shown.isPresent()) {
            errands.run(
                    () -> outlets.text(shown.get().exchange(), form),
                    text -> {
                        text.ifPresent(into);
                        tell(text.isPresent() ? "requests.copied" : "requests.nothingToCopy");
                    },
                    this::fail);
        }
    }

    void save(Outlets.Form form, Path file) {
        Optional<Facts> shown = facts.get();
        if (shown.isPresent()) {
            errands.run(
                    () -> {
                        Optional<String> text = outlets.text(shown.get().exchange(), form);
                        if (text.isPresent()) {
                            outlets.write(text.get(), file);
                        }
                        return text.isPresent();
                    },
                    _ -> tell("requests.saved", file.getFileName().toString()),
                    this::fail);
        }
    }

    /// A person did something with it that cannot be seen.
    void tell(String key, Object... values) {
        told.set(wording.texts().get(key, values));
        forgetAt = beats + TOLD;
    }

    private void fail(Exception fault) {
        tell("requests.failed", String.valueOf(fault.getMessage()));
    }

    /// The open request; empty where none is open.
    ReadOnlyObjectProperty<Optional<Facts>> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Summary> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Course> courseProperty() {
        return course.getReadOnlyProperty();
    }

    /// What was just done or went wrong; may be empty.
    ReadOnlyStringProperty toldProperty() {
        return told.getReadOnlyProperty();
    }

    BodiesViewModel bodies() {
        return bodies;
    }

    ReplayViewModel replay() {
        return replay;
    }
}
