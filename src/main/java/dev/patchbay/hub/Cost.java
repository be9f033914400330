package dev.patchbay.hub;

import java.util.Optional;
import java.util.OptionalLong;

/// What an exchange cost, and by which rates, so that a later change of prices does not change the
/// past. An unknown price is no price, never 0.
public record Cost(OptionalLong nanoUsd, Optional<Rates> rates) {
    public static final Cost UNKNOWN = new Cost(OptionalLong.empty(), Optional.empty());

    public static Cost of(Usage usage, Rates rates) {
        return new Cost(rates.nanoUsd(usage), Optional.of(rates));
    }
}
