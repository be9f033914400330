package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.Filter;
import dev.patchbay.history.Filter.Field;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which requests are looked for.
final class FilterViewModel {
    /// Since when.
    enum Span {
        EVER,
        HOUR,
        TODAY,
        WEEK,
        MONTH
    }

    /// Something to choose, and its name.
    record Choice<T>(T value, String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int WEEK_DAYS = 6;
    private static final int MONTH_DAYS = 29;

    private final Texts texts;
    private final InstantSource clock;
    private final ZoneId zone;
    private final List<Choice<Span>> spans = new ArrayList<>();
    private final List<Choice<Optional<Outcome>>> outcomes = new ArrayList<>();
    private final ObservableList<Choice<Optional<String>>> backends =
            FXCollections.observableArrayList();
    private final ObjectProperty<Choice<Span>> span;
    private final ObjectProperty<Choice<Optional<Outcome>>> outcome;
    private final ObjectProperty<Choice<Optional<String>>> backend;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper wrong = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);

    FilterViewModel(Texts texts, InstantSource clock, ZoneId zone) {
        this.texts = texts;
        this.clock = clock;
        this.zone = zone;
        for (Span each : Span.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            spans.add(new Choice<>(each, texts.get("requests.span." + name)));
        }
        outcomes.add(new Choice<>(Optional.empty(), texts.get("requests.anyStatus")));
        for (Outcome each : Outcome.values()) {
            outcomes.add(new Choice<>(Optional.of(each), texts.get(each.key() + ".only")));
        }
        backends.add(new Choice<>(Optional.empty(), texts.get("requests.anyBackend")));
        span = new SimpleObjectProperty<>(spans.getFirst());
        outcome = new SimpleObjectProperty<>(outcomes.getFirst());
        backend = new SimpleObjectProperty<>(backends.getFirst());
        span.subscribe(this::put);
        outcome.subscribe(this::put);
        backend.subscribe(this::put);
        typed.subscribe(this::put);
    }

    /// The backends that there are now; one that is chosen stays, even where it is gone.
    void offer(List<String> ids) {
        for (String id : ids) {
            var choice = new Choice<>(Optional.of(id), id);
            if (!backends.contains(choice)) {
                backends.add(choice);
            }
        }
    }

    private void put() {
        Looking looking = Looking.of(typed.get());
        wrong.set(looking.wrong().map(it -> texts.get("requests.wrong", it)).orElse(""));
        Filter next = Filter.ALL;
        Optional<Instant> from = from();
        if (from.isPresent()) {
            next = next.from(from.get());
        }
        if (outcome.get().value().isPresent()) {
            next = next.where(Field.OUTCOME, outcome.get().value().get().kept());
        }
        if (backend.get().value().isPresent()) {
            next = next.where(Field.BACKEND, backend.get().value().get());
        }
        filter.set(looking.on(next));
    }

    private Optional<Instant> from() {
        Instant now = clock.instant();
        return switch (span.get().value()) {
            case EVER -> Optional.empty();
            case HOUR -> Optional.of(now.minus(1, ChronoUnit.HOURS));
            case TODAY -> Optional.of(daysAgo(now, 0));
            case WEEK -> Optional.of(daysAgo(now, WEEK_DAYS));
            case MONTH -> Optional.of(daysAgo(now, MONTH_DAYS));
        };
    }

    private Instant daysAgo(Instant now, int days) {
        return now.atZone(zone).toLocalDate().minusDays(days).atStartOfDay(zone).toInstant();
    }

    void clear() {
        span.set(spans.getFirst());
        outcome.set(outcomes.getFirst());
        backend.set(backends.getFirst());
        typed.set("");
    }

    /// Looks for these alone.
    void look(String what) {
        clear();
        typed.set(what + " ");
    }

    boolean isWide() {
        return filter.get().equals(Filter.ALL);
    }

    List<Choice<Span>> spans() {
        return spans;
    }

    List<Choice<Optional<Outcome>>> outcomes() {
        return outcomes;
    }

    ObservableList<Choice<Optional<String>>> backends() {
        return backends;
    }

    ObjectProperty<Choice<Span>> spanProperty() {
        return span;
    }

    ObjectProperty<Choice<Optional<Outcome>>> outcomeProperty() {
        return outcome;
    }

    ObjectProperty<Choice<Optional<String>>> backendProperty() {
        return backend;
    }

    /// What is typed into the box.
    StringProperty typedProperty() {
        return typed;
    }

    /// What of it cannot be looked for; may be empty.
    ReadOnlyStringProperty wrongProperty() {
        return wrong.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }
}
