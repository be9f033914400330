package dev.patchbay.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Writes the values that notes are made of.
final class NoteFields {
    private NoteFields() {}

    static void put(ObjectNode into, String name, Object value) {
        switch (value) {
            case String text -> into.put(name, text);
            case Boolean flag -> into.put(name, flag);
            case Integer number -> into.put(name, number);
            case Long number -> into.put(name, number);
            case Optional<?> optional -> optional.ifPresent(present -> put(into, name, present));
            case OptionalInt number -> number.ifPresent(present -> into.put(name, present));
            case OptionalLong number -> number.ifPresent(present -> into.put(name, present));
            case List<?> list -> {
                ArrayNode array = into.putArray(name);
                list.forEach(item -> array.add(String.valueOf(item)));
            }
            case Usage usage -> put(into, usage);
            case Cost cost -> put(into, cost);
            default ->
                    throw new IllegalArgumentException("a note field of type " + value.getClass());
        }
    }

    // The names are those of the history's export, so that both can be read with one tool.
    private static void put(ObjectNode into, Usage usage) {
        put(into, "inputTokens", usage.input());
        put(into, "cacheReadTokens", usage.cacheRead());
        put(into, "cacheWriteTokens", usage.cacheWrite());
        put(into, "outputTokens", usage.output());
        put(into, "thinkingTokens", usage.thinking());
        into.put("estimated", usage.estimated());
    }

    private static void put(ObjectNode into, Cost cost) {
        put(into, "costNanoUsd", cost.nanoUsd());
        cost.rates().ifPresent(rates -> put(into, rates));
    }

    // In dollars per million tokens, as prices are written everywhere.
    private static void put(ObjectNode into, Rates rates) {
        into.put("inputPrice", Rates.usd(rates.input()));
        rates.cacheRead().ifPresent(rate -> into.put("cacheReadPrice", Rates.usd(rate)));
        rates.cacheWrite().ifPresent(rate -> into.put("cacheWritePrice", Rates.usd(rate)));
        into.put("outputPrice", Rates.usd(rates.output()));
    }
}
