package dev.patchbay.app.verbs.past;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.history.Totals;
import dev.patchbay.wire.Json;

import java.util.List;

/// Sums for programs: the names of their numbers are those of an exported exchange.
final class StatsJson {
    private StatsJson() {}

    static String of(Stats stats) {
        ObjectNode all = Json.object();
        all.put("from", stats.first().toString()).put("to", stats.last().toString());
        put(all.putObject("all"), stats.all());
        put(all.putArray("days"), "day", stats.days());
        put(all.putArray("models"), "model", stats.models());
        put(all.putArray("aliases"), "alias", stats.aliases());
        put(all.putArray("profiles"), "profile", stats.profiles());
        return all.toPrettyString() + "\n";
    }

    private static void put(ArrayNode into, String name, List<Stats.Line> lines) {
        for (Stats.Line line : lines) {
            ObjectNode entry = into.addObject();
            entry.put(name, line.name().isEmpty() ? null : line.name());
            put(entry, line);
        }
    }

    private static void put(ObjectNode into, Stats.Line line) {
        put(into, line.totals());
        put(into.putObject("estimated"), line.estimated());
        put(into.putObject("replayed"), line.replayed());
    }

    private static void put(ObjectNode into, Totals totals) {
        into.put("requests", totals.requests())
                .put("failed", totals.failed())
                .put("cancelled", totals.cancelled())
                .put("inputTokens", totals.input())
                .put("cacheReadTokens", totals.cacheRead())
                .put("cacheWriteTokens", totals.cacheWrite())
                .put("outputTokens", totals.output())
                .put("thinkingTokens", totals.thinking())
                .put("costNanoUsd", totals.cost())
                .put("unpriced", totals.unpriced());
    }
}
