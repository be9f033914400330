package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.Sum;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.ledger.Account;
import dev.patchbay.ledger.Amounts;
import dev.patchbay.ledger.Entry;
import dev.patchbay.ledger.Second;
import dev.patchbay.ledger.Snapshot;
import dev.patchbay.ledger.Standing;
import dev.patchbay.ledger.Totals;
import dev.patchbay.proxy.Health;
import dev.patchbay.settings.AtLimit;
import dev.patchbay.settings.Budget;
import dev.patchbay.settings.BudgetScope;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Period;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/// A day that never was, for pictures and tests.
public final class SampleSources implements Sources {
    public static final Instant NOW = Instant.parse("2031-05-14T15:09:26Z");
    public static final InstantSource CLOCK = InstantSource.fixed(NOW);
    public static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private static final long DOLLAR = 1_000_000_000L;
    private static final List<String> MODELS =
            List.of("paper-crane-large", "tin-whistle-mini", "lantern-coder", "moth-7b");

    /// How often a person asked for a restart.
    public int restarts;

    /// What was reset, in order.
    public final List<String> resets = new ArrayList<>();

    private final Random random = new Random(7);
    private List<Entry> entries = List.of();
    private List<Second> series = quiet();
    private int underWay;
    private Optional<String> installed = Optional.empty();
    private List<Standing> budgets = List.of();
    private List<Health> backends = List.of();
    private List<KeptExchange> latest = List.of();
    private List<Sum<Instant>> hours = List.of();
    private List<Sum<LocalDate>> days = List.of();
    private Optional<Unreadable> fault = Optional.empty();

    /// Nothing was ever asked; one backend is there.
    public static SampleSources empty() {
        var sample = new SampleSources();
        sample.backends = List.of(health("harbour", "Harbour", Health.State.UNKNOWN));
        return sample;
    }

    /// A busy afternoon.
    public static SampleSources busy() {
        var sample = new SampleSources();
        sample.entries =
                List.of(entry(TODAY, 4_773, 39, 12, 1_319_006, 811_442, 403_951, 18_730_400_000L));
        sample.series = sample.lively();
        sample.underWay = 3;
        sample.budgets = List.of(standing(25, 18_730_400_000L));
        sample.backends =
                List.of(
                        health("harbour", "Harbour", Health.State.WELL),
                        health("workshop", "Workshop", Health.State.WELL),
                        down(),
                        health("attic", "Attic", Health.State.UNKNOWN));
        sample.latest = sample.requests();
        sample.hours = sample.spentByHour();
        sample.days = sample.spentByDay();
        return sample;
    }

    /// The same day, when nothing is under way.
    public static SampleSources quietly() {
        SampleSources sample = busy();
        sample.series = quiet();
        sample.underWay = 0;
        sample.latest = sample.latest.stream().filter(it -> it.end().isPresent()).toList();
        return sample;
    }

    /// The same day, but the history's file cannot be read.
    public static SampleSources unreadable() {
        SampleSources sample = quietly();
        sample.fault =
                Optional.of(
                        new Unreadable(
                                "/home/sample/history.db cannot be read: it is damaged.", null));
        return sample;
    }

    public SampleSources withInstalled(String version) {
        installed = Optional.of(version);
        return this;
    }

    public SampleSources withBudget(double usd, long spentNanoUsd) {
        budgets = List.of(standing(usd, spentNanoUsd));
        return this;
    }

    public SampleSources withToday(Entry entry) {
        entries = List.of(entry);
        return this;
    }

    public SampleSources withLatest(List<KeptExchange> exchanges) {
        latest = exchanges;
        return this;
    }

    public SampleSources withHours(List<Sum<Instant>> sums) {
        hours = sums;
        return this;
    }

    // ------------------------------------------------------------------ what is asked

    @Override
    public Snapshot ledger() {
        return new Snapshot(TODAY, entries, underWay, series);
    }

    @Override
    public List<Standing> budgets() {
        return budgets;
    }

    @Override
    public Optional<String> installed() {
        return installed;
    }

    @Override
    public void restart() {
        restarts++;
    }

    @Override
    public List<Health> backends() {
        return backends;
    }

    @Override
    public Map<String, CreditLeft> credits() {
        return Map.of(
                "harbour",
                new CreditLeft.Known(new Credit(new BigDecimal("10.25"), "USD")),
                "workshop",
                new CreditLeft.Unknown("the key may not ask (403)"));
    }

    @Override
    public void reset(String backend) {
        resets.add(backend);
        backends =
                backends.stream()
                        .map(
                                it ->
                                        it.backend().equals(backend)
                                                ? health(backend, it.name(), Health.State.UNKNOWN)
                                                : it)
                        .toList();
    }

    @Override
    public List<KeptExchange> latest(int most) throws Unreadable {
        mayFail();
        return latest;
    }

    @Override
    public List<Sum<Instant>> hours(Instant from, Instant to) throws Unreadable {
        mayFail();
        return hours;
    }

    @Override
    public List<Sum<LocalDate>> days(LocalDate from, LocalDate to) throws Unreadable {
        mayFail();
        return days.stream()
                .filter(it -> !it.when().isBefore(from) && it.when().isBefore(to))
                .toList();
    }

    private void mayFail() throws Unreadable {
        if (fault.isPresent()) {
            throw fault.get();
        }
    }

    // ------------------------------------------------------------------ what is invented

    public static Entry entry(
            LocalDate day,
            long requests,
            long errors,
            long unpriced,
            long input,
            long cacheRead,
            long output,
            long nanoUsd) {
        return new Entry(
                day,
                new Account(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("harbour"),
                        Optional.of(MODELS.getFirst()),
                        false),
                new Totals(
                        requests,
                        errors,
                        unpriced,
                        new Amounts(input - cacheRead, cacheRead, 0, output, 0, nanoUsd),
                        Amounts.NONE));
    }

    private static Standing standing(double usd, long spent) {
        return new Standing(
                Budget.of(BudgetScope.ALL, Period.DAY, usd, new AtLimit.Warn()),
                spent,
                TODAY,
                TODAY.plusDays(1));
    }

    private static Health health(String id, String name, Health.State state) {
        return new Health(id, name, state, List.of(), List.of(), 0, Optional.empty());
    }

    private static Health down() {
        return new Health(
                "lighthouse",
                "Lighthouse",
                Health.State.DOWN,
                List.of(new Health.OpenCircuit("moth-7b", 5, Duration.ofSeconds(21))),
                List.of(),
                0,
                Optional.of(new Health.Failure(NOW, "moth-7b", "The backend answered 503.")));
    }

    private static List<Second> quiet() {
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            seconds.add(new Second(0, 0, 0, 0));
        }
        return seconds;
    }

    private List<Second> lively() {
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double wave = 90 + 60 * Math.sin(i / 27.0) + 25 * Math.sin(i / 9.0);
            long out = Math.round(Math.max(0, wave + random.nextInt(30) - 15));
            long in = random.nextInt(11) == 0 ? 2_000 + random.nextInt(9_000) : 0;
            seconds.add(new Second(in > 0 ? 1 : 0, in, out, 0));
        }
        return seconds;
    }

    private List<Sum<Instant>> spentByHour() {
        List<Sum<Instant>> sums = new ArrayList<>();
        Instant hour = Instant.parse("2031-05-14T15:00:00Z");
        for (int i = 0; i < 24; i++) {
            double day = Math.max(0.02, Math.sin((24 - i) / 24.0 * Math.PI));
            for (int model = 0; model < MODELS.size(); model++) {
                if (i < 11 || model == 1) {
                    sums.add(
                            new Sum<>(
                                    hour.minus(Duration.ofHours(i)),
                                    group(model),
                                    spent(day, model)));
                }
            }
        }
        return sums;
    }

    private List<Sum<LocalDate>> spentByDay() {
        List<Sum<LocalDate>> sums = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean weekend = TODAY.minusDays(i).getDayOfWeek().getValue() > 5;
            for (int model = 0; model < MODELS.size(); model++) {
                if (!weekend || model == 1) {
                    sums.add(new Sum<>(TODAY.minusDays(i), group(model), spent(8, model)));
                }
            }
        }
        return sums;
    }

    private static Sum.Group group(int model) {
        return new Sum.Group("", MODELS.get(model), "", "", false, false);
    }

    private dev.patchbay.history.Totals spent(double about, int model) {
        long requests = 20 + random.nextInt(60);
        boolean priced = model < 3;
        long cost =
                priced
                        ? Math.round(
                                about
                                        * 2
                                        * DOLLAR
                                        * (0.6 + random.nextDouble())
                                        / (1 + model * 2.5))
                        : 0;
        return new dev.patchbay.history.Totals(
                requests,
                1,
                0,
                requests * 900,
                requests * 4_000,
                0,
                requests * 310,
                0,
                cost,
                priced ? 0 : requests);
    }

    private List<KeptExchange> requests() {
        return List.of(
                exchange(0, "sonnet", "harbour", 0, "", 0, 0, 0, 0),
                exchange(4, "haiku", "workshop", 1, "ok", 200, 1_204, 96, 812),
                exchange(9, "sonnet", "harbour", 0, "ok", 200, 48_120, 1_377, 12_480),
                exchange(15, "opus", "lighthouse", 3, "failed", 503, 22_016, 0, 31_004),
                exchange(21, "lantern", "workshop", 2, "ok", 200, 6_125, 747, 2_940),
                exchange(28, "sonnet", "harbour", 0, "cancelled", 499, 51_833, 210, 4_180),
                exchange(40, "haiku", "workshop", 1, "ok", 200, 980, 41, 640),
                exchange(52, "gpt-imaginary", "harbour", 0, "failed", 404, 310, 0, 92),
                exchange(63, "sonnet", "harbour", 0, "ok", 200, 47_002, 902, 8_733),
                exchange(80, "haiku", "workshop", 1, "ok", 200, 1_511, 133, 1_020));
    }

    /// One that began so many seconds ago.
    ///
    /// @param outcome empty while it is under way
    public static KeptExchange exchange(
            int ago,
            String asked,
            String backend,
            int model,
            String outcome,
            int status,
            long in,
            long out,
            int millis) {
        boolean over = !outcome.isEmpty();
        Instant at = NOW.minusSeconds(ago);
        return new KeptExchange(
                1_000 - ago,
                "sample-" + ago,
                at,
                new KeptExchange.Asker(
                        Optional.of("anthropic"),
                        Optional.of("sample-client"),
                        Optional.empty(),
                        Optional.empty(),
                        asked,
                        true,
                        OptionalLong.of(2_048)),
                new KeptExchange.Way(
                        Optional.of(asked),
                        Optional.of(backend),
                        Optional.of(MODELS.get(model)),
                        Optional.of("relay"),
                        Optional.of("exact alias")),
                over
                        ? Optional.of(
                                new KeptExchange.End(
                                        Optional.of(at.plusMillis(millis)),
                                        OptionalInt.of(status),
                                        outcome,
                                        OptionalInt.empty(),
                                        OptionalInt.of(millis),
                                        0,
                                        0,
                                        List.of(),
                                        Optional.empty()))
                        : Optional.empty(),
                over ? Usage.of(in, out) : Usage.UNKNOWN,
                over && model < 3
                        ? new Cost(OptionalLong.of(in * 300 + out * 1_500), Optional.empty())
                        : Cost.UNKNOWN,
                Optional.empty());
    }
}
