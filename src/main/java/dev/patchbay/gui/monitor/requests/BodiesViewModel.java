package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Condition.Kind;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.journal.Recording.Side;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// What was kept of a request's bodies, one of them shown at a time.
final class BodiesViewModel {
    /// A body as it is shown.
    private record Shown(Optional<KeptBody> body, List<String> lines) {}

    private final Sources sources;
    private final Errands errands;
    private final Wording wording;
    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper size = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Condition> condition;
    private Optional<KeptExchange> exchange = Optional.empty();
    private Side side = Side.CLIENT_REQUEST;
    private String text = "";
    private int turn;

    BodiesViewModel(Sources sources, Errands errands, Wording wording) {
        this.sources = sources;
        this.errands = errands;
        this.wording = wording;
        condition = new ReadOnlyObjectWrapper<>(new Condition(Kind.LOADING, "", "", ""));
    }

    /// Of this request from now on.
    void of(KeptExchange other) {
        boolean same =
                exchange.filter(it -> it.id().equals(other.id()) && it.end().equals(other.end()))
                        .isPresent();
        exchange = Optional.of(other);
        if (!same) {
            show(side);
        }
    }

    /// Shows this one.
    void show(Side other) {
        side = other;
        int now = ++turn;
        if (exchange.isEmpty()) {
            return;
        }
        KeptExchange asked = exchange.get();
        errands.run(
                () -> read(asked, other),
                found -> {
                    if (now == turn) {
                        put(found);
                    }
                },
                fault -> {
                    if (now == turn) {
                        fail(fault);
                    }
                });
    }

    private Shown read(KeptExchange asked, Side which) throws Exception {
        Optional<KeptBody> found =
                sources.bodies(asked).stream().filter(it -> it.side() == which).findFirst();
        return new Shown(found, found.map(it -> Pretty.lines(text(it))).orElse(List.of()));
    }

    private static String text(KeptBody body) {
        return new String(body.content(), StandardCharsets.UTF_8);
    }

    private void put(Shown shown) {
        lines.setAll(shown.lines());
        text = shown.body().map(BodiesViewModel::text).orElse("");
        size.set(shown.body().map(this::size).orElse(""));
        condition.set(shown.body().isPresent() ? Condition.READY : missing());
    }

    private String size(KeptBody body) {
        return body.isWhole()
                ? wording.texts().get("requests.bytes", body.total())
                : wording.texts().get("requests.bytesOf", body.content().length, body.total());
    }

    private Condition missing() {
        boolean open = exchange.stream().anyMatch(it -> it.end().isEmpty());
        String why =
                !sources.keepsBodies()
                        ? "requests.bodiesOff"
                        : open ? "requests.bodyComing" : "requests.bodyMissing";
        return Condition.of(Kind.EMPTY, wording.texts(), why);
    }

    private void fail(Exception fault) {
        condition.set(
                Condition.of(
                        Kind.FAILED,
                        wording.texts(),
                        "requests.history",
                        String.valueOf(fault.getMessage())));
    }

    /// What the button in the place of a body does.
    void act() {
        if (condition.get().kind() == Kind.EMPTY && !sources.keepsBodies()) {
            errands.run(
                    () -> {
                        sources.keepBodies();
                        return true;
                    },
                    _ -> condition.set(missing()),
                    this::fail);
        } else {
            show(side);
        }
    }

    /// The next line behind this one that holds the words, from the top again behind the last.
    OptionalInt find(String words, int after) {
        String looked = words.toLowerCase(Locale.ROOT);
        for (int i = 1; i <= lines.size() && !looked.isEmpty(); i++) {
            int at = Math.floorMod(after + i, lines.size());
            if (Objects.requireNonNull(lines.get(at)).toLowerCase(Locale.ROOT).contains(looked)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    ObservableList<String> lines() {
        return lines;
    }

    /// As it was sent.
    String text() {
        return text;
    }

    ReadOnlyStringProperty sizeProperty() {
        return size.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
