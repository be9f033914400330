package dev.patchbay.history;

import dev.patchbay.journal.Note;

import java.util.Optional;
import java.util.OptionalLong;

/// What an exchange cost.
///
/// @param nanoUsd billionths of a dollar; absent where no price is known, which is not 0
/// @param price the price that was used, as JSON, so that later changes do not rewrite the past
public record Cost(OptionalLong nanoUsd, Optional<String> price) {
    public static final Cost NONE = new Cost(OptionalLong.empty(), Optional.empty());

    /// The one place that takes the cost out of a note, which does not tell it yet.
    static Cost of(Note.ExchangeEnded ended) {
        return NONE;
    }
}
