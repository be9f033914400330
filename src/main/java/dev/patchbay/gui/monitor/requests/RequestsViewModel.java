package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Condition.Kind;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Pulse;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.Export;
import dev.patchbay.history.Filter;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Tail;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/// The requests: which are looked for, the table of them, and the one that is open.
public final class RequestsViewModel {
    /// Whom it asks.
    public record House(
            Sources sources, Outlets outlets, Replays replays, Journal journal, Tail tail) {}

    private static final int LOOK = Pulse.PER_SECOND / 2;
    private static final int LOOK_ANYWAY = 10 * Pulse.PER_SECOND;
    private static final int GROW = 2;

    /// The history writes a little later than it is told.
    private static final int LOOKS_AFTER_NEWS = 2;

    private final House house;
    private final DoorViewModel door;
    private final Errands errands;
    private final Texts texts;
    private final Growing growing = new Growing();
    private final FilterViewModel filters;
    private final TableViewModel table;
    private final DetailViewModel detail;
    private final ReadOnlyObjectWrapper<Condition> condition = new ReadOnlyObjectWrapper<>();
    private Filter loaded = Filter.ALL;
    private boolean begun;
    private int beats;
    private int looks;

    public RequestsViewModel(
            House house,
            DoorViewModel door,
            InstantSource clock,
            ZoneId zone,
            Errands errands,
            Texts texts,
            Figures figures) {
        this.house = house;
        this.door = door;
        this.errands = errands;
        this.texts = texts;
        var wording = new Wording(texts, figures, clock);
        filters = new FilterViewModel(texts, clock, zone);
        table = new TableViewModel(house.sources(), growing, errands, wording, filters);
        detail =
                new DetailViewModel(
                        house.sources(),
                        house.outlets(),
                        house.replays(),
                        house.tail(),
                        growing,
                        errands,
                        wording);
        table.conditionProperty().subscribe(_ -> judge());
        door.openProperty().subscribe(_ -> judge());
        house.journal().listen(growing);
    }

    /// Nothing comes while the door is shut, and that is worth saying where nothing has come.
    private void judge() {
        Condition now = table.conditionProperty().get();
        boolean shut = !door.openProperty().get();
        condition.set(
                now.kind() == Kind.EMPTY && filters.isWide() && shut
                        ? Condition.of(Kind.STOPPED, texts, "requests.stopped")
                        : now);
    }

    /// What the button in the place of the table does.
    void act() {
        switch (condition.get().kind()) {
            case STOPPED -> door.turn();
            case EMPTY -> filters.clear();
            case FAILED -> refresh();
            case READY, LOADING -> {} // no button
        }
    }

    /// Everything is looked up again, now.
    void refresh() {
        begun = false;
        beat();
    }

    /// What it is time for.
    void beat() {
        Filter wanted = filters.filterProperty().get();
        if (!begun || !wanted.equals(loaded)) {
            begun = true;
            loaded = wanted;
            filters.offer(house.sources().backends());
            table.load();
        } else if (beats % LOOK == 0 && isTime()) {
            table.refresh();
        } else if (beats % GROW == 0) {
            table.grow();
        }
        detail.beat();
        beats++;
    }

    private boolean isTime() {
        if (growing.news()) {
            looks = LOOKS_AFTER_NEWS;
        }
        looks--;
        return looks >= 0 || beats % LOOK_ANYWAY == 0;
    }

    /// Writes all that fit into a file.
    void export(Export format, Path file) {
        Filter filter = filters.filterProperty().get();
        errands.run(
                () -> {
                    house.outlets().export(format, filter, file);
                    return file;
                },
                it -> detail.tell("requests.saved", it.getFileName().toString()),
                fault -> detail.tell("requests.failed", String.valueOf(fault.getMessage())));
    }

    /// It will not be shown again.
    void close() {
        house.journal().forget(growing);
    }

    FilterViewModel filters() {
        return filters;
    }

    TableViewModel table() {
        return table;
    }

    DetailViewModel detail() {
        return detail;
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
