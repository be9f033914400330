package dev.patchbay.ledger;

import dev.patchbay.hub.Rates;

import java.util.NavigableMap;
import java.util.Objects;

/// What a model costs by the length of the prompt: above a step, all tokens have that step's rates.
///
/// @param above the rates by the length that a prompt must exceed; the lowest is -1
record Graded(NavigableMap<Long, Rates> above) {
    static final long ANY_LENGTH = -1;

    Rates of(long promptTokens) {
        var below = above.lowerEntry(Math.max(0, promptTokens));
        return Objects.requireNonNull(below, "every price has rates for any length").getValue();
    }
}
