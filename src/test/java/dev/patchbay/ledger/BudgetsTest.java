package dev.patchbay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.hub.Verdict;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Period;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class BudgetsTest {
    private static final AtLimit REFUSE = new AtLimit.Refuse();
    private static final AtLimit WARN = new AtLimit.Warn();
    private static final Verdict GO = new Verdict.Go();
    private static final Optional<String> NOBODY = Optional.empty();
    private static final Optional<String> WORK = Optional.of("work");
    private static final List<Target> ROUTER = List.of(Target.of("router", "qwen"));
    private static final List<Target> ROUTER_THEN_OWN =
            List.of(Target.of("router", "qwen"), Target.of("own", "llama"));

    private final List<Note> notes = new CopyOnWriteArrayList<>();
    private WallClock clock = new WallClock("Europe/Berlin", "2026-06-01T12:00");
    private Budgets budgets = at(clock);

    private Budgets at(WallClock other) {
        clock = other;
        var journal = new Journal();
        journal.listen(notes::add);
        budgets = new Budgets(other.days(), journal);
        return budgets;
    }

    private static Budget aDay(double usd, AtLimit at100) {
        return Budget.of(BudgetScope.ALL, Period.DAY, usd, at100);
    }

    private static Budget aMonth(double usd, AtLimit at100) {
        return Budget.of(BudgetScope.ALL, Period.MONTH, usd, at100);
    }

    private void follow(Budget... all) {
        budgets.follow(List.of(all));
    }

    private void spend(Ended ended) {
        budgets.hear(ended.note());
    }

    private Verdict ask() {
        return budgets.ask(NOBODY, ROUTER);
    }

    private String refusal() {
        return assertInstanceOf(Verdict.Refuse.class, ask()).error().message();
    }

    private List<Integer> marks() {
        return notes.stream()
                .filter(Note.BudgetReached.class::isInstance)
                .map(it -> ((Note.BudgetReached) it).percent())
                .toList();
    }

    // ------------------------------------------------------------------ verdicts

    @Test
    void without_budgets_everything_goes() {
        spend(Ended.cents(1_000_000));

        assertEquals(GO, ask());
    }

    @Test
    void below_the_limit_everything_goes_and_at_the_limit_nothing_does() {
        follow(aDay(5, REFUSE));
        spend(Ended.cents(499));
        assertEquals(GO, ask());

        spend(Ended.cents(1));
        assertInstanceOf(Verdict.Refuse.class, ask());
    }

    @Test
    void a_refusal_is_about_money_and_asks_not_to_be_tried_again() {
        follow(aDay(5, REFUSE));
        spend(Ended.cents(500));
        ProxyError error = assertInstanceOf(Verdict.Refuse.class, ask()).error();

        assertEquals(402, error.status());
        assertEquals(ProxyError.Kind.BILLING, error.kind());
        assertEquals(Optional.of(false), error.shouldRetry());
    }

    @Test
    void a_refusal_says_which_budget_and_when_it_renews() {
        follow(Budget.of(BudgetScope.ofBackend("router"), Period.DAY, 5, REFUSE));
        spend(Ended.cents(503));

        assertEquals(
                "The budget of $5.00 a day for backend router is used up: $5.03 is spent."
                        + " It renews at 2026-06-02 00:00 (Europe/Berlin); until then, raise it in"
                        + " Patchbay's settings to go on.",
                refusal());
    }

    @Test
    void a_budget_that_only_warns_lets_go_and_says_so() {
        follow(aDay(5, WARN));
        spend(Ended.cents(500));

        assertEquals(
                new Verdict.Warn("The budget of $5.00 a day is used up: $5.00 is spent."), ask());
    }

    @Test
    void a_budget_may_lead_to_a_cheaper_alias() {
        follow(aDay(5, new AtLimit.UseAlias("cheap")));
        spend(Ended.cents(600));

        assertEquals("cheap", assertInstanceOf(Verdict.UseAlias.class, ask()).alias());
    }

    @Test
    void refusing_comes_before_a_cheaper_alias_and_that_before_a_warning() {
        follow(aDay(1, WARN), aDay(2, new AtLimit.UseAlias("cheap")), aDay(3, REFUSE));
        spend(Ended.cents(100));
        assertInstanceOf(Verdict.Warn.class, ask());
        spend(Ended.cents(100));
        assertInstanceOf(Verdict.UseAlias.class, ask());
        spend(Ended.cents(100));
        assertInstanceOf(Verdict.Refuse.class, ask());
    }

    @Test
    void a_backend_without_budget_left_is_passed_over_in_the_chain() {
        follow(Budget.of(BudgetScope.ofBackend("router"), Period.DAY, 5, REFUSE));
        spend(Ended.cents(500));
        Verdict verdict = budgets.ask(NOBODY, ROUTER_THEN_OWN);

        assertEquals(Set.of("router"), assertInstanceOf(Verdict.Without.class, verdict).backends());
    }

    @Test
    void a_backends_budget_is_no_matter_of_other_backends() {
        follow(Budget.of(BudgetScope.ofBackend("router"), Period.DAY, 5, REFUSE));
        spend(Ended.cents(500).by("own"));
        assertEquals(GO, ask());

        spend(Ended.cents(500));
        assertEquals(GO, budgets.ask(NOBODY, List.of(Target.of("own", "llama"))));
    }

    @Test
    void a_profiles_budget_is_no_matter_of_others() {
        follow(Budget.of(BudgetScope.ofProfile("work"), Period.DAY, 5, REFUSE));
        spend(Ended.cents(900));
        assertEquals(GO, budgets.ask(WORK, ROUTER));

        spend(Ended.cents(500).as("work"));
        assertInstanceOf(Verdict.Refuse.class, budgets.ask(WORK, ROUTER));
        assertEquals(GO, ask());
    }

    @Test
    void a_profile_may_limit_one_backend_for_itself() {
        follow(Budget.of(BudgetScope.ofBackend("router"), Period.DAY, 5, REFUSE).within("work"));
        spend(Ended.cents(500));
        spend(Ended.cents(500).as("work").by("own"));
        assertEquals(GO, budgets.ask(WORK, ROUTER));

        spend(Ended.cents(500).as("work"));
        assertInstanceOf(Verdict.Refuse.class, budgets.ask(WORK, ROUTER));
    }

    // ------------------------------------------------------------------ marks

    @Test
    void each_mark_is_told_once() {
        follow(aDay(1, WARN));
        for (int i = 0; i < 150; i++) {
            spend(Ended.cents(1));
        }

        assertEquals(List.of(50, 80, 100), marks());
    }

    @Test
    void of_marks_that_are_passed_together_the_highest_is_told() {
        follow(aDay(1, WARN));
        spend(Ended.cents(90));

        assertEquals(List.of(80), marks());
    }

    @Test
    void marks_are_told_again_in_the_next_period() {
        follow(aDay(1, WARN));
        spend(Ended.cents(50));
        clock.pass(Duration.ofDays(1));
        spend(Ended.cents(50));

        assertEquals(List.of(50, 50), marks());
    }

    @Test
    void a_mark_tells_the_budget_its_money_and_its_renewal() {
        follow(aMonth(10, WARN));
        spend(Ended.cents(800));

        assertEquals(
                List.of(
                        new Note.BudgetReached(
                                "The budget of $10.00 a month",
                                80,
                                8_000_000_000L,
                                10_000_000_000L,
                                "at 2026-07-01 00:00 (Europe/Berlin)")),
                notes);
    }

    @Test
    void a_raised_budget_tells_its_own_marks() {
        follow(aDay(1, WARN));
        spend(Ended.cents(100));
        follow(aDay(2, WARN));
        spend(Ended.cents(1));

        assertEquals(List.of(100, 50), marks());
    }

    @Test
    void a_mark_passed_by_many_at_once_is_told_once() {
        follow(aDay(1, WARN));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                pool.submit(() -> spend(Ended.cents(1)));
            }
        }

        assertEquals(1, marks().stream().filter(it -> it == 100).count());
        assertEquals(200, budgets.standings().getFirst().percent());
    }

    @Test
    void a_model_without_a_price_is_told_once_where_a_budget_should_count_it() {
        spend(Ended.ok());
        assertEquals(List.of(), notes);

        follow(aDay(1, REFUSE));
        spend(Ended.ok());
        spend(Ended.ok());
        spend(Ended.ok().using(Usage.UNKNOWN).model("never-asked"));

        assertEquals(List.of(new Note.Unpriced("router", "qwen")), notes);
        assertEquals(GO, ask());
    }

    // ------------------------------------------------------------------ time

    @Test
    void a_day_renews_at_its_local_beginning() {
        follow(aDay(1, REFUSE));
        spend(Ended.cents(100));
        clock.turnTo("2026-06-01T23:59:59");
        assertInstanceOf(Verdict.Refuse.class, ask());

        clock.turnTo("2026-06-02T00:00");
        assertEquals(GO, ask());
    }

    @Test
    void a_month_renews_on_its_first() {
        follow(aMonth(1, REFUSE));
        spend(Ended.cents(50));
        clock.turnTo("2026-06-30T23:59");
        spend(Ended.cents(50));
        assertInstanceOf(Verdict.Refuse.class, ask());

        clock.turnTo("2026-07-01T00:00");
        assertEquals(GO, ask());
    }

    @ParameterizedTest(name = "{0}: a day of {2} h from {1}")
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 23",
        "Europe/Berlin, 2026-10-25, 25",
        "America/New_York, 2026-03-08, 23",
        "Australia/Lord_Howe, 2026-04-05, 24",
        "Asia/Kathmandu, 2026-03-29, 24",
        "America/Sao_Paulo, 2018-11-04, 23",
        "Africa/Cairo, 2026-04-24, 23"
    })
    void a_day_with_more_or_fewer_hours_is_one_day(String zone, LocalDate day, int hours) {
        at(new WallClock(zone, day + "T12:00"));
        clock.turnTo(day.minusDays(1) + "T23:59:59");
        follow(aDay(1, REFUSE));
        spend(Ended.cents(100));
        clock.pass(Duration.ofSeconds(1));
        assertEquals(GO, ask(), "a new day begins");

        spend(Ended.cents(100));
        clock.pass(Duration.ofHours(hours).minusSeconds(1801));
        assertInstanceOf(Verdict.Refuse.class, ask(), "it lasts");

        clock.pass(Duration.ofSeconds(1801 + 1800));
        assertEquals(GO, ask(), "it is over");
    }

    @Test
    void where_midnight_does_not_exist_the_renewal_is_told_as_it_will_be() {
        at(new WallClock("America/Sao_Paulo", "2018-11-03T12:00"));
        follow(aDay(1, REFUSE));
        spend(Ended.cents(100));

        assertTrue(refusal().contains("at 2018-11-04 01:00 (America/Sao_Paulo)"), refusal());
    }

    @Test
    void a_clock_set_ahead_and_back_neither_loses_nor_doubles_money() {
        follow(aDay(1, REFUSE), aMonth(3, WARN));
        spend(Ended.cents(100));
        clock.turnTo("2026-06-02T12:00");
        assertInstanceOf(Verdict.Go.class, ask());
        spend(Ended.cents(30));
        clock.turnTo("2026-06-01T11:00");

        assertInstanceOf(Verdict.Refuse.class, ask());
        assertEquals(
                List.of(100L, 43L), budgets.standings().stream().map(Standing::percent).toList());
    }

    @Test
    void a_clock_that_visits_another_century_loses_nothing_of_this_month() {
        follow(aMonth(1, REFUSE));
        spend(Ended.cents(100));
        for (String far : List.of("1970-01-01T00:00", "2126-01-01T00:00")) {
            clock.turnTo(far);
            spend(Ended.cents(1));
        }
        clock.turnTo("2026-06-20T12:00");

        assertInstanceOf(Verdict.Refuse.class, ask());
    }

    // ------------------------------------------------------------------ starts

    @Test
    void counters_go_on_from_what_was_kept() {
        follow(aMonth(1, REFUSE));
        var account = new Account(NOBODY, WORK, Optional.of("router"), Optional.of("qwen"), false);
        var half = new Totals(3, 0, 0, new Amounts(1, 0, 0, 1, 0, 300_000_000), Amounts.NONE);
        budgets.restore(
                List.of(
                        new Entry(LocalDate.of(2026, 6, 1), account, half),
                        new Entry(LocalDate.of(2026, 6, 1), account, half),
                        new Entry(LocalDate.of(2026, 5, 31), account, half)));
        assertEquals(60, budgets.standings().getFirst().percent());
        assertEquals(List.of(), marks(), "they were told before");

        spend(Ended.cents(40));
        assertInstanceOf(Verdict.Refuse.class, ask());
        assertEquals(List.of(100), marks());
    }

    @Test
    void a_new_budget_counts_what_was_spent_before_it() {
        spend(Ended.cents(100));
        follow(aDay(1, REFUSE));

        assertInstanceOf(Verdict.Refuse.class, ask());
    }

    @Test
    void on_every_day_of_a_year_the_month_is_what_was_spent_since_its_first() {
        follow(aMonth(1_000, WARN));
        clock.turnTo("2026-01-01T12:00");
        for (int day = 0; day < 365; day++) {
            spend(Ended.cents(100));
            LocalDate today = clock.days().today();
            assertEquals(
                    today.getDayOfMonth() * 1_000_000_000L,
                    budgets.standings().getFirst().spentNanoUsd(),
                    today.toString());
            clock.pass(Duration.ofDays(1));
        }
    }
}
