package dev.patchbay.ledger;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Ends of exchanges, as the journal brings them.
record Ended(
        String id,
        String outcome,
        Optional<String> alias,
        Optional<String> profile,
        Optional<String> backend,
        String model,
        Usage usage,
        Cost cost,
        Optional<String> replayOf) {
    static Ended ok() {
        return new Ended(
                "x",
                "ok",
                Optional.of("sonnet"),
                Optional.empty(),
                Optional.of("router"),
                "qwen",
                Usage.of(10, 3),
                Cost.UNKNOWN,
                Optional.empty());
    }

    /// One that cost so many cents.
    static Ended cents(long cents) {
        return ok().costing(OptionalLong.of(cents * 10_000_000));
    }

    Ended costing(OptionalLong nanoUsd) {
        return new Ended(
                id,
                outcome,
                alias,
                profile,
                backend,
                model,
                usage,
                new Cost(nanoUsd, Optional.empty()),
                replayOf);
    }

    Ended named(String other) {
        return new Ended(other, outcome, alias, profile, backend, model, usage, cost, replayOf);
    }

    Ended how(String other) {
        return new Ended(id, other, alias, profile, backend, model, usage, cost, replayOf);
    }

    Ended as(String other) {
        return new Ended(
                id, outcome, alias, Optional.of(other), backend, model, usage, cost, replayOf);
    }

    Ended by(String otherBackend) {
        return new Ended(
                id,
                outcome,
                alias,
                profile,
                Optional.of(otherBackend),
                model,
                usage,
                cost,
                replayOf);
    }

    Ended model(String other) {
        return new Ended(id, outcome, alias, profile, backend, other, usage, cost, replayOf);
    }

    Ended using(Usage other) {
        return new Ended(id, outcome, alias, profile, backend, model, other, cost, replayOf);
    }

    Ended again(String of) {
        return new Ended(id, outcome, alias, profile, backend, model, usage, cost, Optional.of(of));
    }

    Note.ExchangeEnded note() {
        return new Note.ExchangeEnded(
                id,
                200,
                outcome,
                "asked",
                alias,
                profile,
                backend,
                backend.map(_ -> model),
                true,
                usage,
                cost,
                OptionalInt.empty(),
                5,
                0,
                0,
                List.of(),
                Optional.empty(),
                replayOf);
    }
}
