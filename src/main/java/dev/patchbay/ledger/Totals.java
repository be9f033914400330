package dev.patchbay.ledger;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;

/// The sum of some exchanges. What Patchbay estimated is kept apart from what backends counted.
///
/// @param requests that ended
/// @param errors of them, those that failed or were refused
/// @param unpriced of them, those whose tokens have no known price
/// @param counted what backends told
/// @param estimated what Patchbay counted itself
public record Totals(
        long requests, long errors, long unpriced, Amounts counted, Amounts estimated) {
    public static final Totals NONE = new Totals(0, 0, 0, Amounts.NONE, Amounts.NONE);

    static Totals of(Note.ExchangeEnded ended) {
        Amounts amounts = Amounts.of(ended.usage(), ended.cost());
        boolean estimated = ended.usage().estimated();
        return new Totals(
                1,
                ended.outcome().equals("failed") || ended.outcome().equals("refused") ? 1 : 0,
                isUnpriced(ended) ? 1 : 0,
                estimated ? Amounts.NONE : amounts,
                estimated ? amounts : Amounts.NONE);
    }

    static boolean isUnpriced(Note.ExchangeEnded ended) {
        Usage usage = ended.usage();
        return ended.cost().nanoUsd().isEmpty()
                && (usage.prompt().isPresent() || usage.output().isPresent());
    }

    public Totals plus(Totals other) {
        return new Totals(
                requests + other.requests,
                errors + other.errors,
                unpriced + other.unpriced,
                counted.plus(other.counted),
                estimated.plus(other.estimated));
    }

    public Amounts all() {
        return counted.plus(estimated);
    }

    /// Whether a part of it is Patchbay's own count, so that it is to be shown with `~`.
    public boolean isEstimate() {
        return !estimated.equals(Amounts.NONE);
    }
}
