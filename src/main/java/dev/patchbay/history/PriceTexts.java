package dev.patchbay.history;

import dev.patchbay.hub.Rates;

import java.util.HashMap;
import java.util.Map;

/// The texts of the prices that were used lately: thousands of exchanges have the same few.
final class PriceTexts {
    private static final int MOST = 1_000;

    private final Map<Rates, String> known = new HashMap<>();

    String of(Rates rates) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(rates, PriceText::of);
    }
}
