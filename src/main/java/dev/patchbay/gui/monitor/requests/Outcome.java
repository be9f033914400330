package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.KeptExchange;

import java.util.Locale;

/// How a request ended, or that it has not.
enum Outcome {
    UNDER_WAY(""),
    OK("ok"),
    FAILED("failed"),
    CANCELLED("cancelled"),
    REFUSED("refused"),
    INTERRUPTED("interrupted");

    private final String kept;

    Outcome(String kept) {
        this.kept = kept;
    }

    static Outcome of(KeptExchange exchange) {
        String word = exchange.end().map(KeptExchange.End::outcome).orElse("");
        for (Outcome outcome : values()) {
            if (outcome.kept.equals(word)) {
                return outcome;
            }
        }
        return FAILED;
    }

    /// As the history has it.
    String kept() {
        return kept;
    }

    /// The style class of its pill.
    String style() {
        return switch (this) {
            case UNDER_WAY -> "pill-under-way";
            case OK -> "pill-fine";
            case CANCELLED -> "pill-cancelled";
            case FAILED, REFUSED, INTERRUPTED -> "pill-failed";
        };
    }

    /// Its name in the bundle.
    String key() {
        return "requests.outcome." + name().toLowerCase(Locale.ROOT);
    }
}
