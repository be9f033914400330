package dev.patchbay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class LedgerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private final WallClock clock = new WallClock("Europe/Berlin", "2026-06-01T12:00");
    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final Ledger ledger = new Ledger(clock.days(), nanos::get);

    private void seconds(long more) {
        nanos.addAndGet(Duration.ofSeconds(more).toNanos());
    }

    private void start(String id) {
        ledger.hear(
                new Note.ExchangeStarted(
                        id,
                        "anthropic",
                        "client",
                        Optional.empty(),
                        Optional.empty(),
                        "m",
                        true,
                        10,
                        Optional.empty()));
    }

    private Totals today() {
        return ledger.snapshot().ofToday();
    }

    private long outputOfSeries() {
        return ledger.snapshot().series().stream().mapToLong(Second::output).sum();
    }

    @Test
    void every_bucket_is_summed_by_itself() {
        Usage usage = Usage.of(100, 50).withCacheRead(2_000).withCacheWrite(30).withThinking(20);
        ledger.hear(Ended.cents(7).using(usage).note());
        ledger.hear(Ended.cents(5).using(usage).note());

        assertEquals(
                new Totals(
                        2, 0, 0, new Amounts(200, 4_000, 60, 100, 40, 120_000_000), Amounts.NONE),
                today());
    }

    @Test
    void estimates_are_kept_apart() {
        ledger.hear(Ended.cents(1).note());
        ledger.hear(Ended.cents(2).using(Usage.of(5, 6).asEstimate()).note());

        assertEquals(10_000_000, today().counted().nanoUsd());
        assertEquals(20_000_000, today().estimated().nanoUsd());
        assertEquals(11, today().estimated().tokens());
        assertEquals(30_000_000, today().all().nanoUsd());
        assertTrue(today().isEstimate());
    }

    @Test
    void replays_are_in_the_sum_and_can_be_had_alone() {
        ledger.hear(Ended.cents(1).note());
        ledger.hear(Ended.cents(4).again("x").note());

        assertEquals(50_000_000, today().all().nanoUsd());
        assertEquals(
                40_000_000, ledger.snapshot().sum(it -> it.account().replay()).all().nanoUsd());
    }

    @Test
    void what_has_no_price_is_counted_as_such_and_what_had_no_tokens_is_not() {
        ledger.hear(Ended.ok().note());
        ledger.hear(Ended.ok().using(Usage.UNKNOWN).how("refused").note());
        ledger.hear(Ended.cents(0).note());

        assertEquals(1, today().unpriced());
        assertEquals(3, today().requests());
    }

    @Test
    void failed_and_refused_requests_are_errors_and_cancelled_ones_are_not() {
        for (String outcome : List.of("ok", "failed", "refused", "cancelled")) {
            ledger.hear(Ended.ok().how(outcome).note());
        }

        assertEquals(2, today().errors());
    }

    @Test
    void totals_can_be_had_by_alias_profile_backend_and_model() {
        ledger.hear(Ended.cents(1).by("a").as("work").note());
        ledger.hear(Ended.cents(2).by("b").note());
        ledger.hear(Ended.cents(4).by("b").model("other").note());
        Snapshot now = ledger.snapshot();

        assertEquals(Map.of("a", 1L, "b", 6L), cents(now.by(Account::backend, _ -> true)));
        assertEquals(Map.of("work", 1L), cents(now.by(Account::profile, _ -> true)));
        assertEquals(Map.of("qwen", 3L, "other", 4L), cents(now.by(Account::model, _ -> true)));
        assertEquals(Map.of("sonnet", 7L), cents(now.by(Account::alias, _ -> true)));
    }

    private static Map<String, Long> cents(Map<String, Totals> totals) {
        return totals.entrySet().stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                Map.Entry::getKey,
                                it -> it.getValue().all().nanoUsd() / 10_000_000));
    }

    @Test
    void a_day_ends_by_the_clock_on_the_wall() {
        clock.turnTo("2026-06-01T23:59:59");
        ledger.hear(Ended.cents(1).note());
        clock.turnTo("2026-06-02T00:00:00");
        ledger.hear(Ended.cents(2).note());
        Snapshot now = ledger.snapshot();

        assertEquals(20_000_000, now.ofToday().all().nanoUsd());
        assertEquals(10_000_000, now.sum(it -> it.day().equals(TODAY)).all().nanoUsd());
    }

    @Test
    void a_clock_that_jumps_ahead_and_comes_back_finds_its_day_again() {
        ledger.hear(Ended.cents(1).note());
        clock.turnTo("2062-01-01T00:00");
        ledger.hear(Ended.cents(2).note());
        clock.turnTo("2026-06-01T12:01");
        ledger.hear(Ended.cents(4).note());

        assertEquals(50_000_000, today().all().nanoUsd());
    }

    @Test
    void what_was_before_this_program_is_counted_in() {
        ledger.hear(Ended.cents(1).note());
        List<Entry> kept = ledger.snapshot().entries();
        var next = new Ledger(clock.days(), nanos::get);
        next.restore(kept);
        next.hear(Ended.cents(2).note());

        assertEquals(30_000_000, next.snapshot().ofToday().all().nanoUsd());
        assertEquals(2, next.snapshot().ofToday().requests());
    }

    @Test
    void a_month_of_days_is_kept_and_no_more() {
        for (int day = 0; day < 100; day++) {
            ledger.hear(Ended.cents(1).note());
            clock.pass(Duration.ofDays(1));
        }
        List<LocalDate> days = ledger.snapshot().entries().stream().map(Entry::day).toList();

        assertEquals(Ledger.MOST_DAYS, days.size());
        assertTrue(days.contains(TODAY.plusDays(99)));
    }

    @Test
    void names_that_clients_invent_do_not_fill_the_memory_and_are_still_counted() {
        int names = Ledger.MOST_ACCOUNTS + 500;
        for (int i = 0; i < names; i++) {
            ledger.hear(Ended.cents(1).model("invented-" + i).note());
        }

        assertEquals(Ledger.MOST_ACCOUNTS + 1, ledger.snapshot().entries().size());
        assertEquals(names, today().requests());
    }

    @Test
    void exchanges_under_way_are_counted() {
        start("a");
        start("b");
        assertEquals(2, ledger.snapshot().underWay());

        ledger.hear(Ended.ok().named("a").note());
        assertEquals(1, ledger.snapshot().underWay());
    }

    @Test
    void the_rate_is_the_mean_of_ten_seconds() {
        seconds(20);
        ledger.hear(Ended.ok().using(Usage.of(100, 40)).note());
        seconds(9);
        assertEquals(new Snapshot.Rate(0.1, 10, 4), ledger.snapshot().rate());

        seconds(1);
        assertEquals(new Snapshot.Rate(0, 0, 0), ledger.snapshot().rate());
    }

    @Test
    void an_answer_that_comes_is_seen_before_it_is_over() {
        start("a");
        ledger.hear(new Note.AnswerGrew("a", 400));
        assertEquals(10, ledger.snapshot().rate().output());

        seconds(1);
        ledger.hear(new Note.AnswerGrew("a", 800));
        assertEquals(20, ledger.snapshot().rate().output());
    }

    @Test
    void the_true_count_replaces_the_guess_of_an_answer_that_came() {
        start("a");
        ledger.hear(new Note.AnswerGrew("a", 800));
        seconds(1);
        ledger.hear(Ended.ok().named("a").using(Usage.of(10, 150)).note());

        assertEquals(150, outputOfSeries());
        assertEquals(150, today().all().output());
    }

    @Test
    void the_series_is_five_minutes_and_its_last_second_is_this_one() {
        ledger.hear(Ended.ok().note());
        List<Second> series = ledger.snapshot().series();
        assertEquals(300, series.size());
        assertEquals(1, series.getLast().requests());

        seconds(299);
        assertEquals(1, ledger.snapshot().series().getFirst().requests());

        seconds(1);
        assertTrue(ledger.snapshot().series().stream().allMatch(Second.NOTHING::equals));
    }

    @Test
    void turning_the_clock_on_the_wall_does_not_move_the_series() {
        ledger.hear(Ended.ok().note());
        clock.turnTo("1999-01-01T00:00");
        seconds(1);
        ledger.hear(Ended.ok().note());
        List<Second> series = ledger.snapshot().series();

        assertEquals(1, series.get(298).requests());
        assertEquals(1, series.get(299).requests());
    }

    @Test
    void many_threads_lose_nothing_and_a_snapshot_never_shows_half_an_exchange() throws Exception {
        int threads = 4;
        int each = 5_000;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                pool.submit(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                ledger.hear(Ended.cents(1).using(Usage.of(3, 2)).note());
                            }
                        });
            }
            for (int i = 0; i < 200; i++) {
                Totals seen = today();
                assertEquals(seen.requests() * 3, seen.counted().input());
                assertEquals(seen.requests() * 2, seen.counted().output());
                assertEquals(seen.requests() * 10_000_000, seen.counted().nanoUsd());
            }
        }

        assertEquals(threads * each, today().requests());
    }

    @Test
    void whatever_happens_on_whatever_day_the_totals_are_the_sum_of_what_happened() {
        long seed = 20_260_601;
        var random = new Random(seed);
        var expected = Totals.NONE;
        for (int i = 0; i < 3_000; i++) {
            Ended ended = any(random);
            expected = expected.plus(Totals.of(ended.note()));
            ledger.hear(ended.note());
            clock.pass(Duration.ofMinutes(random.nextInt(15)));
        }

        assertEquals(expected, ledger.snapshot().sum(_ -> true), "seed " + seed);
        assertFalse(expected.estimated().equals(Amounts.NONE));
    }

    private static Ended any(Random random) {
        Usage usage = random.nextInt(9) == 0 ? Usage.UNKNOWN : usage(random);
        List<String> outcomes = new ArrayList<>(List.of("ok", "ok", "failed", "cancelled"));
        return Ended.ok()
                .using(random.nextBoolean() ? usage : usage.asEstimate())
                .how(outcomes.get(random.nextInt(outcomes.size())))
                .by("b" + random.nextInt(3))
                .model("m" + random.nextInt(4))
                .costing(
                        random.nextInt(3) == 0
                                ? OptionalLong.empty()
                                : OptionalLong.of(random.nextLong(1_000_000_000)));
    }

    private static Usage usage(Random random) {
        Usage usage = Usage.of(random.nextInt(100_000), random.nextInt(9_000));
        return random.nextBoolean() ? usage : usage.withCacheRead(random.nextInt(100_000));
    }
}
