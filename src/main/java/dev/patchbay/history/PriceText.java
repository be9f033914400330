package dev.patchbay.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Rates;

import java.util.Optional;
import java.util.OptionalLong;

/// The price of an exchange as its row holds it: JSON, in dollars per million tokens, with the
/// names that prices have in settings.json.
final class PriceText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private PriceText() {}

    static String of(Rates rates) {
        ObjectNode price = JsonNodeFactory.instance.objectNode();
        price.put("input", Rates.usd(rates.input()));
        price.put("output", Rates.usd(rates.output()));
        rates.cacheRead().ifPresent(rate -> price.put("cacheRead", Rates.usd(rate)));
        rates.cacheWrite().ifPresent(rate -> price.put("cacheWrite", Rates.usd(rate)));
        return price.toString();
    }

    /// The rates in a text; none where somebody else put something there.
    static Optional<Rates> rates(String text) {
        try {
            JsonNode price = JSON.readTree(text);
            return Optional.of(
                    new Rates(
                            rate(price, "input").orElse(0),
                            rate(price, "cacheRead"),
                            rate(price, "cacheWrite"),
                            rate(price, "output").orElse(0)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong rate(JsonNode price, String name) {
        JsonNode usd = price.path(name);
        return usd.isNumber()
                ? OptionalLong.of(Rates.rate(usd.decimalValue()))
                : OptionalLong.empty();
    }
}
