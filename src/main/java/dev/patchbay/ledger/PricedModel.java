package dev.patchbay.ledger;

import dev.patchbay.hub.Rates;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// A model of a price list.
///
/// @param fits whether it is meant by a name
/// @param prices what it costs and when: the last that is in force counts, else the first
record PricedModel(Predicate<String> fits, List<Dated> prices) {
    record Dated(Predicate<Instant> inForce, Graded graded) {}

    Rates rates(Instant when, long promptTokens) {
        return prices.reversed().stream()
                .filter(it -> it.inForce().test(when))
                .findFirst()
                .orElse(prices.getFirst())
                .graded()
                .of(promptTokens);
    }
}
