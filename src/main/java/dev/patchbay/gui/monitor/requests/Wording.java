package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.KeptExchange.End;
import dev.patchbay.history.Totals;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// Puts requests into words.
final class Wording {
    static final String UNKNOWN = "–";

    private static final int COST_DIGITS = 4;

    /// A token is some four letters in most languages; enough for how fast an answer comes.
    private static final int LETTERS_PER_TOKEN = 4;

    private final Texts texts;
    private final Figures figures;
    private final InstantSource clock;

    Wording(Texts texts, Figures figures, InstantSource clock) {
        this.texts = texts;
        this.figures = figures;
        this.clock = clock;
    }

    Texts texts() {
        return texts;
    }

    Figures figures() {
        return figures;
    }

    InstantSource clock() {
        return clock;
    }

    /// @param letters of the answer so far, where it is under way
    Facts facts(KeptExchange exchange, long letters) {
        Usage usage = exchange.usage();
        boolean open = exchange.end().isEmpty();
        return new Facts(
                exchange,
                Outcome.of(exchange),
                time(exchange.startedAt()),
                exchange.asker().client().orElse(""),
                exchange.asker().asked(),
                answeredBy(exchange),
                status(exchange),
                open ? "" : tokens(usage, usage.prompt()),
                open ? growth(letters) : tokens(usage, usage.output()),
                open ? "" : tokens(usage, usage.cacheRead()),
                open ? "" : cost(usage, exchange.cost()),
                millis(end(exchange, End::firstTokenMillis)),
                open ? sofar(exchange) : millis(end(exchange, End::durationMillis)));
    }

    private String time(Instant moment) {
        return figures.day(moment).equals(figures.day(clock.instant()))
                ? figures.time(moment)
                : figures.dayAndMinute(moment);
    }

    String answeredBy(KeptExchange exchange) {
        KeptExchange.Way way = exchange.way();
        return way.backend().map(it -> it + " / " + way.model().orElse("")).orElse("");
    }

    String status(KeptExchange exchange) {
        Outcome outcome = Outcome.of(exchange);
        OptionalInt code = end(exchange, End::status);
        return switch (outcome) {
            case OK, FAILED, REFUSED ->
                    code.isPresent() ? String.valueOf(code.getAsInt()) : texts.get(outcome.key());
            case UNDER_WAY, CANCELLED, INTERRUPTED -> texts.get(outcome.key());
        };
    }

    String tokens(Usage usage, OptionalLong tokens) {
        return tokens.isPresent() ? about(usage) + figures.number(tokens.getAsLong()) : UNKNOWN;
    }

    private String growth(long letters) {
        return letters == 0 ? "" : "~" + figures.number(letters / LETTERS_PER_TOKEN);
    }

    String cost(Usage usage, Cost cost) {
        return cost.nanoUsd().isPresent()
                ? about(usage) + figures.money(cost.nanoUsd().getAsLong(), COST_DIGITS)
                : UNKNOWN;
    }

    private static String about(Usage usage) {
        return usage.estimated() ? "~" : "";
    }

    private String sofar(KeptExchange exchange) {
        long millis = Duration.between(exchange.startedAt(), clock.instant()).toMillis();
        return figures.millis(Math.max(0, millis));
    }

    String millis(OptionalInt millis) {
        return millis.isPresent() ? figures.millis(millis.getAsInt()) : "";
    }

    static OptionalInt end(KeptExchange exchange, Function<End, OptionalInt> what) {
        return exchange.end().map(what).orElse(OptionalInt.empty());
    }

    /// What many requests come to.
    String sum(Totals totals) {
        return texts.get(
                "requests.sum",
                figures.compact(totals.prompt()),
                figures.compact(totals.output()),
                figures.money(totals.cost()));
    }
}
