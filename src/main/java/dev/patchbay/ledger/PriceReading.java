package dev.patchbay.ledger;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Rates;
import dev.patchbay.ledger.PricedModel.Dated;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// Reads one model of a price file. A model with anything that we do not understand has no price:
/// none is better than a wrong one.
final class PriceReading {
    private static final String INPUT = "input_mtok";
    private static final String CACHE_READ = "cache_read_mtok";
    private static final String CACHE_WRITE = "cache_write_mtok";
    private static final String OUTPUT = "output_mtok";
    private static final List<String> CHARGED = List.of(INPUT, CACHE_READ, CACHE_WRITE, OUTPUT);

    /// What is no price, or none that we can charge by.
    private static final class Strange extends Exception {
        Strange(String what) {
            super(what);
        }
    }

    private PriceReading() {}

    static Optional<PricedModel> model(JsonNode model) {
        try {
            boolean free = model.path("id").asText().endsWith(":free");
            return Optional.of(
                    new PricedModel(
                            NameMatch.of(model.path("match")), prices(model.path("prices"), free)));
        } catch (Strange | NameMatch.Unknown | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static List<Dated> prices(JsonNode prices, boolean free) throws Strange {
        if (!prices.isArray()) {
            return List.of(new Dated(_ -> true, graded(prices, free)));
        }
        List<Dated> dated = new ArrayList<>();
        for (JsonNode each : prices) {
            Predicate<Instant> inForce =
                    each.has("constraint") ? inForce(each.path("constraint")) : _ -> true;
            dated.add(new Dated(inForce, graded(each.path("prices"), free)));
        }
        if (dated.isEmpty()) {
            throw new Strange("no price at all");
        }
        return List.copyOf(dated);
    }

    private static Predicate<Instant> inForce(JsonNode constraint) throws Strange {
        if (constraint.has("start_date")) {
            LocalDate day = LocalDate.parse(constraint.get("start_date").asText());
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return now -> !now.isBefore(start);
        }
        if (constraint.has("start_time") && constraint.has("end_time")) {
            return hours(
                    OffsetTime.parse(constraint.get("start_time").asText()),
                    OffsetTime.parse(constraint.get("end_time").asText()));
        }
        throw new Strange("an unknown constraint");
    }

    /// Some charge by the hour of the day; the end is not included, and may be tomorrow's.
    private static Predicate<Instant> hours(OffsetTime start, OffsetTime end) {
        var from = start.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        var to = end.withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
        return now -> {
            var time = now.atOffset(ZoneOffset.UTC).toLocalTime();
            boolean begun = !time.isBefore(from);
            boolean over = !time.isBefore(to);
            return to.isBefore(from) ? begun || !over : begun && !over;
        };
    }

    private static Graded graded(JsonNode prices, boolean free) throws Strange {
        var above = new TreeMap<Long, Rates>();
        if (free && prices.isEmpty()) {
            // So the data says that a service gives this variant away.
            above.put(
                    Graded.ANY_LENGTH, new Rates(0, OptionalLong.empty(), OptionalLong.empty(), 0));
            return new Graded(above);
        }
        for (long step : steps(prices)) {
            above.put(
                    step,
                    new Rates(
                            rate(prices, INPUT, step).orElseThrow(() -> new Strange("no input")),
                            rate(prices, CACHE_READ, step),
                            rate(prices, CACHE_WRITE, step),
                            rate(prices, OUTPUT, step)
                                    .orElseThrow(() -> new Strange("no output"))));
        }
        return new Graded(above);
    }

    private static TreeSet<Long> steps(JsonNode prices) {
        var steps = new TreeSet<>(List.of(Graded.ANY_LENGTH));
        CHARGED.forEach(key -> prices.path(key).path("tiers").forEach(it -> steps.add(start(it))));
        return steps;
    }

    private static long start(JsonNode tier) {
        return tier.path("start").asLong();
    }

    /// The rate of prompts that are longer than this.
    private static OptionalLong rate(JsonNode prices, String key, long step) throws Strange {
        JsonNode price = prices.path(key);
        if (price.isMissingNode() || price.isNull()) {
            return OptionalLong.empty();
        }
        if (price.isNumber()) {
            return OptionalLong.of(rate(price));
        }
        JsonNode rate =
                StreamSupport.stream(price.path("tiers").spliterator(), false)
                        .filter(it -> start(it) <= step)
                        .max((one, two) -> Long.compare(start(one), start(two)))
                        .map(it -> it.path("price"))
                        .orElse(price.path("base"));
        return OptionalLong.of(rate(rate));
    }

    private static long rate(JsonNode usd) throws Strange {
        if (!usd.isNumber() || usd.doubleValue() < 0 || usd.doubleValue() > 10_000) {
            throw new Strange("no rate");
        }
        return Rates.rate(usd.decimalValue());
    }
}
