package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Errands;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Target;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends the request again to another target, and holds both answers side by side.
final class ReplayViewModel {
    /// One of the two answers.
    ///
    /// @param figures status, tokens, cost and time, each with its name
    record Side(String from, List<Figure> figures, String text) {
        static final Side NONE = new Side("", List.of(), "");
    }

    record Figure(String name, String value) {}

    private final Replays replays;
    private final Errands errands;
    private final Wording wording;
    private final StringProperty target = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Side> then = new ReadOnlyObjectWrapper<>(Side.NONE);
    private final ReadOnlyObjectWrapper<Side> now = new ReadOnlyObjectWrapper<>(Side.NONE);
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private Optional<String> id = Optional.empty();
    private Optional<Replays.Again> again = Optional.empty();
    private int turn;

    ReplayViewModel(Replays replays, Errands errands, Wording wording) {
        this.replays = replays;
        this.errands = errands;
        this.wording = wording;
    }

    /// Of this request from now on; one that is on its way goes on, but is watched no longer.
    void of(KeptExchange exchange) {
        if (id.filter(exchange.id()::equals).isPresent()) {
            return;
        }
        turn++;
        id = Optional.of(exchange.id());
        again = Optional.empty();
        sending.set(false);
        trouble.set("");
        then.set(Side.NONE);
        now.set(Side.NONE);
        target.set(
                exchange.way()
                        .backend()
                        .map(it -> it + "/" + exchange.way().model().orElse(""))
                        .orElse(""));
    }

    void send() {
        if (sending.get() || id.isEmpty()) {
            return;
        }
        int asked = ++turn;
        String what = id.get();
        String to = target.get().strip();
        sending.set(true);
        trouble.set("");
        now.set(Side.NONE);
        errands.run(
                () -> replays.replay(what, to),
                begun -> {
                    if (asked == turn) {
                        again = Optional.of(begun);
                        then.set(side(begun.then(), begun.then().said()));
                        beat();
                    }
                },
                fault -> {
                    if (asked == turn) {
                        sending.set(false);
                        trouble.set(String.valueOf(fault.getMessage()));
                    }
                });
    }

    /// Looks what has come.
    void beat() {
        if (again.isEmpty()) {
            return;
        }
        Replays.Again begun = again.get();
        Optional<Replay> over = begun.over();
        if (over.isPresent()) {
            now.set(side(over.get().now(), over.get().now().said()));
            again = Optional.empty();
            sending.set(false);
        } else {
            now.set(new Side(target.get(), List.of(), words(Optional.of(begun.soFar()))));
        }
    }

    void cancel() {
        again.ifPresent(Replays.Again::cancel);
    }

    private Side side(Replay.Answer answer, Optional<Replay.Said> said) {
        List<Figure> figures = new ArrayList<>();
        String status =
                answer.status().isPresent() ? String.valueOf(answer.status().getAsInt()) : "";
        figures.add(figure("status", (status + " " + answer.outcome()).strip()));
        figures.add(figure("in", wording.tokens(answer.usage(), answer.usage().prompt())));
        figures.add(figure("out", wording.tokens(answer.usage(), answer.usage().output())));
        figures.add(figure("cost", wording.cost(answer.usage(), answer.cost())));
        figures.add(figure("first", wording.millis(answer.firstTokenMillis())));
        figures.add(figure("took", wording.millis(answer.durationMillis())));
        String from = answer.target().map(Target::toString).orElse(Wording.UNKNOWN);
        String text = answer.error().map(it -> it + "\n\n").orElse("") + words(said);
        return new Side(from, List.copyOf(figures), text.strip());
    }

    private Figure figure(String key, String value) {
        return new Figure(
                wording.texts().get("requests.column." + key),
                value.isEmpty() ? Wording.UNKNOWN : value);
    }

    private String words(Optional<Replay.Said> said) {
        if (said.isEmpty()) {
            return wording.texts().get("requests.replay.unkept");
        }
        var text = new StringBuilder();
        if (!said.get().thinking().isBlank()) {
            text.append(wording.texts().get("requests.replay.thought"));
            text.append('\n').append(said.get().thinking().strip()).append("\n\n");
        }
        text.append(said.get().text());
        for (Part.ToolCall call : said.get().calls()) {
            text.append("\n\n").append(call.name()).append(' ').append(call.input());
        }
        return text.toString().strip();
    }

    List<String> targets() {
        return replays.targets();
    }

    /// Where it is to go.
    StringProperty targetProperty() {
        return target;
    }

    ReadOnlyObjectProperty<Side> thenProperty() {
        return then.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Side> nowProperty() {
        return now.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty sendingProperty() {
        return sending.getReadOnlyProperty();
    }

    /// Why it could not be sent; may be empty.
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }
}
