package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.Optional;

/// How much money may be spent before something is done about it.
///
/// @param scope what counts: all, backend:ID or profile:ID; in a profile, what of it
/// @param period until it begins anew, in local time: day or month
/// @param usd the limit, in US dollars
/// @param at100 what happens there: warn, refuse or alias:NAME
public record Budget(
        BudgetScope scope, Period period, double usd, AtLimit at100, AsWritten written) {
    private static final double LEAST = 0.01;
    private static final double MOST = 1_000_000;
    private static final int NANO = 9;

    public static Budget of(BudgetScope scope, Period period, double usd, AtLimit at100) {
        return new Budget(scope, period, usd, at100, AsWritten.NOTHING);
    }

    public long nanoUsd() {
        return BigDecimal.valueOf(usd).movePointRight(NANO).longValue();
    }

    public Budget withUsd(double other) {
        return new Budget(scope, period, other, at100, written);
    }

    public Budget withAt100(AtLimit other) {
        return new Budget(scope, period, usd, other, written);
    }

    /// The same as a profile's own.
    public Budget within(String profile) {
        return new Budget(scope.within(profile), period, usd, at100, written);
    }

    static Budget read(Section in) {
        return new Budget(
                word(in, "scope", BudgetScope.of(in.text("scope", "all")), BudgetScope.WORDS)
                        .orElse(BudgetScope.ALL),
                word(in, "period", Period.of(in.required("period")), "day or month")
                        .orElse(Period.DAY),
                in.amount("usd", LEAST, MOST),
                word(in, "at100", AtLimit.of(in.text("at100", "warn")), AtLimit.WORDS)
                        .orElse(new AtLimit.Warn()),
                in.written());
    }

    private static <T> Optional<T> word(Section in, String key, Optional<T> meaning, String words) {
        if (meaning.isEmpty() && in.has(key)) {
            in.wrong(key, "must be " + words + ".");
        }
        return meaning;
    }

    ObjectNode json() {
        ObjectNode json = written.overlaid(this, Budget::read, Budget::draft);
        // What stands in for a missing one is a value like others, but must be written.
        json.putIfAbsent("period", json.textNode(period.text()));
        json.putIfAbsent("usd", json.numberNode(usd));
        return json;
    }

    private ObjectNode draft() {
        return new Draft()
                .put("scope", scope.text())
                .put("period", period.text())
                .put("usd", usd)
                .put("at100", at100.text())
                .done();
    }
}
