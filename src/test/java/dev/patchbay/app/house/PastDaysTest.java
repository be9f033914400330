package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryStore;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.SampleEnd;
import dev.patchbay.ledger.Budgets;
import dev.patchbay.ledger.LocalDays;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.Period;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/// What a program takes over from those before it. Computers without a clock of their own begin in
/// some other year and are put right while programs run.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PastDaysTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /// A cent for each token.
    private static final Rates RATES =
            new Rates(0, OptionalLong.empty(), OptionalLong.empty(), Rates.MOST);

    private static final int TOKENS_PER_DOLLAR = 100;

    @TempDir Path home;

    private AppPaths paths() {
        return new AppPaths(
                home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("run"));
    }

    private void spend(String id, int dollars, Instant when) {
        try (var history =
                new HistoryStore(
                        paths().historyFile(),
                        paths().nativeFolder(),
                        HistorySettings.DEFAULT.withDays(36_500),
                        InstantSource.fixed(when),
                        ZoneOffset.UTC,
                        new Journal(),
                        new KnownSecrets())) {
            Usage usage = Usage.of(0, (long) dollars * TOKENS_PER_DOLLAR);
            history.hear(SampleEnd.of(id, usage, Cost.of(usage, RATES)));
        }
    }

    /// What a budget for this month says that was spent, in dollars, of a program that began at
    /// this moment and is put right then.
    private long spentThisMonth(String begun) throws Exception {
        var clock = new AtomicReference<>(Instant.parse(begun));
        var days = new LocalDays(clock::get, ZoneOffset.UTC);
        var budgets = new Budgets(days, new Journal());
        budgets.follow(
                List.of(Budget.of(BudgetScope.ALL, Period.MONTH, 1_000, new AtLimit.Warn())));
        budgets.restore(PastDays.of(paths(), days.today()).entries());
        clock.set(NOW);
        return budgets.standings().getFirst().spentNanoUsd() / 1_000_000_000;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T12:00:00Z",
                "2026-11-21T11:00:00Z",
                "2026-09-01T00:00:00Z",
                "1970-01-01T00:00:10Z",
                "2037-12-31T23:59:59Z"
            })
    void a_budget_goes_on_however_wrong_the_clock_was_at_the_start(String begun) throws Exception {
        spend("first", 1, Instant.parse("2026-11-01T00:00:00Z"));
        spend("last month", 20, Instant.parse("2026-10-31T23:59:59Z"));
        spend("today", 300, NOW.minusSeconds(60));

        assertEquals(301, spentThisMonth(begun));
    }

    @Test
    void days_of_a_clock_that_was_wrong_hide_none_of_this_month() throws Exception {
        for (int day = 1; day <= 20; day++) {
            spend("day " + day, 1, Instant.parse("2026-11-%02dT10:00:00Z".formatted(day)));
        }
        spend("far away", 7, Instant.parse("2037-12-31T23:59:59Z"));
        spend("long ago", 7, Instant.parse("1970-01-01T00:00:10Z"));

        assertEquals(20, spentThisMonth("2026-11-20T11:00:00Z"));
        assertEquals(20, spentThisMonth("2037-12-31T23:59:59Z"));
        assertEquals(20, spentThisMonth("1970-01-01T00:00:10Z"));
    }

    @Test
    void of_many_years_no_more_than_the_newest_days_are_taken_over() throws Exception {
        for (int month = 0; month < 60; month++) {
            spend("id-" + month, 1, NOW.minusSeconds(month * 2_600_000L));
        }

        assertEquals(31, PastDays.of(paths(), LocalDate.of(2026, 11, 20)).entries().size());
    }
}
