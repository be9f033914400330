package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.KeptExchange.End;
import dev.patchbay.hub.Usage;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.OptionalLong;

/// The last ten requests.
final class LatestViewModel {
    static final int MOST = 10;

    /// How a request ended, or that it has not.
    enum Outcome {
        UNDER_WAY,
        FINE,
        CANCELLED,
        FAILED
    }

    /// @param answeredBy backend and model; empty while it is not known
    record Row(
            String id,
            String time,
            String asked,
            String answeredBy,
            Outcome outcome,
            String status,
            String in,
            String out,
            String cost,
            String took) {}

    private static final String UNKNOWN = "–";

    private final Sources sources;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Condition> condition;
    private boolean asking;

    LatestViewModel(Sources sources, Errands errands, Texts texts, Figures figures) {
        this.sources = sources;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        this.condition =
                new ReadOnlyObjectWrapper<>(new Condition(Condition.Kind.LOADING, "", "", ""));
    }

    /// Looks them up again, unless that is being done.
    void refresh() {
        if (asking) {
            return;
        }
        asking = true;
        errands.run(
                () -> sources.latest(MOST),
                found -> {
                    asking = false;
                    show(found);
                },
                fault -> {
                    asking = false;
                    condition.set(
                            Condition.of(
                                    Condition.Kind.FAILED,
                                    texts,
                                    "overview.history",
                                    String.valueOf(fault.getMessage())));
                });
    }

    private void show(List<KeptExchange> found) {
        rows.set(found.stream().map(this::row).toList());
        condition.set(
                found.isEmpty()
                        ? Condition.of(Condition.Kind.EMPTY, texts, "overview.latest.empty")
                        : Condition.READY);
    }

    private Row row(KeptExchange exchange) {
        Usage usage = exchange.usage();
        String about = usage.estimated() ? "~" : "";
        KeptExchange.Way way = exchange.way();
        return new Row(
                exchange.id(),
                figures.time(exchange.startedAt()),
                exchange.asker().asked(),
                way.backend().map(it -> it + " / " + way.model().orElse("")).orElse(""),
                outcome(exchange),
                status(exchange),
                about(about, usage.prompt()),
                about(about, usage.output()),
                exchange.cost().nanoUsd().isPresent()
                        ? about + figures.money(exchange.cost().nanoUsd().getAsLong(), 4)
                        : UNKNOWN,
                exchange.end().stream()
                        .flatMapToInt(end -> end.durationMillis().stream())
                        .mapToObj(figures::millis)
                        .findFirst()
                        .orElse(""));
    }

    private String about(String sign, OptionalLong tokens) {
        return tokens.isPresent() ? sign + figures.number(tokens.getAsLong()) : UNKNOWN;
    }

    private static Outcome outcome(KeptExchange exchange) {
        return switch (exchange.end().map(End::outcome).orElse("")) {
            case "" -> Outcome.UNDER_WAY;
            case "ok" -> Outcome.FINE;
            case "cancelled" -> Outcome.CANCELLED;
            default -> Outcome.FAILED;
        };
    }

    private String status(KeptExchange exchange) {
        return switch (outcome(exchange)) {
            case UNDER_WAY -> texts.get("overview.latest.underWay");
            case CANCELLED -> texts.get("overview.latest.cancelled");
            case FINE, FAILED ->
                    exchange.end().stream()
                            .flatMapToInt(end -> end.status().stream())
                            .mapToObj(String::valueOf)
                            .findFirst()
                            .orElse(texts.get("overview.latest.interrupted"));
        };
    }

    ReadOnlyObjectProperty<List<Row>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
