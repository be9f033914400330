package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Usage;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RollUpsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);
    private static final Set<Sum.Part> ALL_PARTS = EnumSet.allOf(Sum.Part.class);
    private static final LocalDate FAR = LocalDate.of(9999, 1, 1);

    @TempDir Path folder;

    private static List<Sum<LocalDate>> days(Keeping history) throws Exception {
        try (var reader = history.reader()) {
            return reader.days(LocalDate.EPOCH, FAR, ALL_PARTS);
        }
    }

    @Test
    void sums_by_day_and_by_hour_are_the_sums_of_their_exchanges() throws Exception {
        long seed = 99;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (var history = new Keeping(folder)) {
            for (int i = 0; i < 400; i++) {
                Told told =
                        Told.of("id-" + i)
                                .to(Optional.of("a" + random.nextInt(3)), "b", "m" + i % 2)
                                .usage(Usage.of(random.nextLong(1L << 40), random.nextInt(99)))
                                .outcome(random.nextInt(9) == 0 ? "failed" : "ok", 200);
                history.keep(random.nextBoolean() ? told.priced() : told);
                history.clock.pass(Duration.ofMinutes(random.nextInt(30)));
                if (random.nextInt(5) == 0) {
                    history.settled();
                }
            }
            history.settled();
            Totals rows = history.all().stream().map(Totals::of).reduce(Totals.NONE, Totals::plus);

            assertEquals(rows, Sum.all(days(history)), "seed " + seed);
            try (var reader = history.reader()) {
                List<Sum<Instant>> hours =
                        reader.hours(
                                Instant.EPOCH,
                                Instant.parse("9999-01-01T00:00:00Z"),
                                EnumSet.noneOf(Sum.Part.class));
                assertEquals(rows, Sum.all(hours), "seed " + seed);
                assertEquals(
                        Sum.by(days(history), Sum::when),
                        Sum.by(hours, it -> LocalDate.ofInstant(it.when(), Keeping.BERLIN)),
                        "seed " + seed);
            }
        }
    }

    @Test
    void an_exchange_belongs_to_the_local_day_on_which_it_ended() throws Exception {
        try (var history = new Keeping(folder)) {
            history.clock.pass(Duration.ofMinutes(12 * 60 + 59)); // 23:59 in Berlin
            history.keep(Told.of("a"));
            history.begin(Told.of("b"));
            history.clock.pass(Duration.ofMinutes(2));
            history.end(Told.of("b"));
            history.settled();

            assertEquals(
                    Map.of(FIRST, 1L, FIRST.plusDays(1), 1L),
                    Map.copyOf(
                            new java.util.TreeMap<>(
                                    Sum.by(days(history), Sum::when).entrySet().stream()
                                            .collect(
                                                    java.util.stream.Collectors.toMap(
                                                            Map.Entry::getKey,
                                                            it -> it.getValue().requests())))));
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25, 25", "2027-03-28, 23", "2026-11-19, 24"})
    void a_day_has_the_hours_that_the_clock_on_the_wall_gives_it(LocalDate day, int hours)
            throws Exception {
        try (var history = new Keeping(folder)) {
            Instant begins = day.atStartOfDay(Keeping.BERLIN).toInstant();
            history.clock.pass(Duration.between(history.clock.instant(), begins));
            for (int half = 0; half < 2 * hours; half++) {
                history.keep(Told.of("id-" + half).priced());
                history.clock.pass(Duration.ofMinutes(30));
            }
            history.settled();
            Totals all = Sum.all(days(history));

            assertEquals(List.of(day), days(history).stream().map(Sum::when).toList());
            assertEquals(2L * hours, all.requests());
            try (var reader = history.reader()) {
                List<Sum<Instant>> sums =
                        reader.hours(
                                begins, history.clock.instant(), EnumSet.noneOf(Sum.Part.class));
                assertEquals(hours, sums.size());
                assertTrue(
                        sums.stream().allMatch(it -> it.totals().requests() == 2), sums::toString);
                assertEquals(all, Sum.all(sums));
            }
        }
    }

    @Test
    void what_an_exchange_cost_is_added_up_and_what_has_no_price_is_counted() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a").priced());
            history.keep(Told.of("b").priced());
            history.keep(Told.of("c"));
            history.keep(Told.of("d").usage(Usage.UNKNOWN).outcome("failed", 502));
            history.settled();

            Totals totals = Sum.all(days(history));
            assertEquals(2 * Told.RATES.nanoUsd(Usage.of(100, 20)).orElseThrow(), totals.cost());
            assertEquals(1, totals.unpriced());
            assertEquals(1, totals.failed());
        }
    }

    @Test
    void estimates_and_profiles_are_kept_apart() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.keep(Told.of("b").usage(Usage.of(7, 1).asEstimate()));
            history.keep(Told.of("c").by("x", Optional.empty(), Optional.of("work")));
            history.settled();

            assertEquals(3, days(history).size());
            assertEquals(
                    7,
                    Sum.by(days(history), it -> String.valueOf(it.group().estimated()))
                            .get("true")
                            .input());
            assertEquals(
                    1, Sum.by(days(history), it -> it.group().profile()).get("work").requests());
        }
    }

    @Test
    void replays_are_counted_with_the_others_and_told_apart() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a").priced());
            history.keep(Told.of("b").priced().again("a"));
            history.begin(Told.of("c").again("b"));
            history.settled();
            Totals replayed =
                    Sum.all(days(history).stream().filter(it -> it.group().replay()).toList());

            assertEquals(2, Sum.all(days(history)).requests());
            assertEquals(1, replayed.requests());
            assertEquals(Sum.all(days(history)).cost(), 2 * replayed.cost());
            assertEquals(
                    List.of(Optional.of("b"), Optional.of("a"), Optional.empty()),
                    history.all().stream().map(KeptExchange::replayOf).toList());
        }
    }

    @Test
    void what_is_not_told_apart_is_added_up_together() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a").to(Optional.of("x"), "one", "m"));
            history.keep(
                    Told.of("b")
                            .to(Optional.of("y"), "one", "m")
                            .usage(Usage.of(7, 1).asEstimate()));
            history.keep(Told.of("c").to(Optional.of("x"), "two", "m"));
            history.settled();
            try (var reader = history.reader()) {
                var groups =
                        reader.days(FIRST, FAR, EnumSet.of(Sum.Part.BACKEND)).stream()
                                .collect(
                                        java.util.stream.Collectors.toMap(
                                                Sum::group, it -> it.totals().requests()));
                assertEquals(
                        Map.of(
                                new Sum.Group("", "", "one", "", false, false), 2L,
                                new Sum.Group("", "", "two", "", false, false), 1L),
                        groups);
            }
        }
    }

    @Test
    void an_exchange_under_way_is_in_no_sum() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(Told.of("a"));
            history.settled();

            assertEquals(List.of(), days(history));
        }
    }

    @Test
    void one_that_was_interrupted_counts_once_on_the_day_it_began() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(Told.of("a"));
            history.settled();
        }
        for (int start = 0; start < 2; start++) {
            try (var history = new Keeping(folder)) {
                history.settled();
                Totals totals = Sum.by(days(history), Sum::when).get(FIRST);
                assertEquals(List.of(1L, 1L), List.of(totals.requests(), totals.failed()));
            }
        }
    }
}
