package dev.patchbay.history;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the journal tells of one exchange, with everything of it to be chosen.
record Told(
        String id,
        Optional<String> run,
        Optional<String> profile,
        String client,
        Optional<String> alias,
        String backend,
        String model,
        String outcome,
        int status,
        Usage usage,
        Cost cost,
        Optional<String> replayOf) {
    static final Rates RATES =
            new Rates(3_000_000, OptionalLong.of(300_000), OptionalLong.empty(), 15_000_000);

    static Told of(String id) {
        return new Told(
                id,
                Optional.empty(),
                Optional.empty(),
                "claude-cli/2.1",
                Optional.of("sonnet"),
                "router",
                "qwen/qwen3-coder",
                "ok",
                200,
                Usage.of(100, 20),
                Cost.UNKNOWN,
                Optional.empty());
    }

    Told usage(Usage other) {
        return new Told(
                id, run, profile, client, alias, backend, model, outcome, status, other, cost,
                replayOf);
    }

    Told priced() {
        return new Told(
                id,
                run,
                profile,
                client,
                alias,
                backend,
                model,
                outcome,
                status,
                usage,
                Cost.of(usage, RATES),
                replayOf);
    }

    Told outcome(String word, int code) {
        return new Told(
                id, run, profile, client, alias, backend, model, word, code, usage, cost, replayOf);
    }

    Told by(String program, Optional<String> itsRun, Optional<String> whose) {
        return new Told(
                id, itsRun, whose, program, alias, backend, model, outcome, status, usage, cost,
                replayOf);
    }

    Told to(Optional<String> name, String where, String which) {
        return new Told(
                id, run, profile, client, name, where, which, outcome, status, usage, cost,
                replayOf);
    }

    Told again(String of) {
        return new Told(
                id,
                run,
                profile,
                client,
                alias,
                backend,
                model,
                outcome,
                status,
                usage,
                cost,
                Optional.of(of));
    }

    Note.ExchangeStarted started() {
        return new Note.ExchangeStarted(
                id, "anthropic", client, run, profile, "claude-sonnet-4-5", true, 1234, replayOf);
    }

    Note.Routed routed() {
        return new Note.Routed(
                id, "claude-sonnet-4-5", alias, backend, model, "translate", "exact alias");
    }

    Note.ExchangeEnded ended() {
        return new Note.ExchangeEnded(
                id,
                status,
                outcome,
                "claude-sonnet-4-5",
                alias,
                profile,
                Optional.of(backend),
                Optional.of(model),
                true,
                usage,
                cost,
                OptionalInt.of(120),
                900,
                1,
                0,
                List.of("top_k", "mcp_servers"),
                outcome.equals("failed") ? Optional.of("it broke") : Optional.empty(),
                replayOf);
    }
}
