package dev.patchbay.journal;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The end of an exchange of which only what it took matters.
public final class SampleEnd {
    private SampleEnd() {}

    public static Note.ExchangeEnded of(String id, Usage usage, Cost cost) {
        return new Note.ExchangeEnded(
                id,
                200,
                "ok",
                "m",
                Optional.of("sonnet"),
                Optional.empty(),
                Optional.of("router"),
                Optional.of("qwen"),
                false,
                usage,
                cost,
                OptionalInt.empty(),
                10,
                0,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
