package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Recording.Side;
import dev.patchbay.settings.HistorySettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A history of many exchanges: it is asked what windows and verbs ask it. Here it is a small one
/// and the answers are checked by how they are found; `.ci/slow history-million` makes it a
/// million, measures, and prints what it measured.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MillionTest {
    private static final int ROWS = Integer.getInteger("patchbay.rows", 3_000);
    private static final boolean MEASURED = ROWS >= 1_000_000;
    private static final int PAGE = 100;
    private static final int LITTLE_MEGABYTES = 32;
    private static final int DAYS = 80;
    private static final String BODY =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"please look at file%d in"
                    + " folder%d\"}]}";

    private static final Set<Sum.Part> CHART = EnumSet.of(Sum.Part.MODEL, Sum.Part.BACKEND);

    private interface Question {
        Object ask() throws Exception;
    }

    @TempDir Path folder;

    /// Filters that windows offer: what most exchanges have, what few have, and what none has.
    private static Map<String, Filter> filters(Instant now) {
        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("no filter", Filter.ALL);
        filters.put("last hour", Filter.ALL.from(now.minus(Duration.ofHours(1))));
        filters.put(
                "a day two months ago",
                Filter.ALL
                        .from(now.minus(Duration.ofDays(60)))
                        .until(now.minus(Duration.ofDays(59))));
        filters.put("before everything", Filter.ALL.until(now.minus(Duration.ofDays(1_000))));
        filters.put("outcome ok", Filter.ALL.where(Filter.Field.OUTCOME, "ok"));
        filters.put("outcome failed", Filter.ALL.where(Filter.Field.OUTCOME, "failed"));
        filters.put("outcome refused (none)", Filter.ALL.where(Filter.Field.OUTCOME, "refused"));
        filters.put("under way (none)", Filter.ALL.where(Filter.Field.OUTCOME, ""));
        filters.put("status 200", Filter.ALL.where(Filter.Field.STATUS, "200"));
        filters.put("status 418 (none)", Filter.ALL.where(Filter.Field.STATUS, "418"));
        for (Filter.Field field :
                List.of(
                        Filter.Field.BACKEND,
                        Filter.Field.ALIAS,
                        Filter.Field.MODEL,
                        Filter.Field.CLIENT,
                        Filter.Field.PROFILE)) {
            String name = field.name().toLowerCase(java.util.Locale.ROOT);
            filters.put(name + ", common", Filter.ALL.where(field, name + "-0"));
            filters.put(name + ", rare", Filter.ALL.where(field, name + "-rare"));
            filters.put(name + ", none", Filter.ALL.where(field, "nobody's"));
        }
        filters.put(
                "backend and rare model",
                Filter.ALL
                        .where(Filter.Field.BACKEND, "backend-0")
                        .where(Filter.Field.MODEL, "model-rare"));
        filters.put(
                "backend and failed",
                Filter.ALL
                        .where(Filter.Field.BACKEND, "backend-0")
                        .where(Filter.Field.OUTCOME, "failed"));
        filters.put(
                "backend and ok",
                Filter.ALL
                        .where(Filter.Field.BACKEND, "backend-0")
                        .where(Filter.Field.OUTCOME, "ok"));
        filters.put("a run", Filter.ALL.where(Filter.Field.CLIENT_RUN, "run-1"));
        filters.put("a run (none)", Filter.ALL.where(Filter.Field.CLIENT_RUN, "nobody's"));
        filters.put("a word, common", Filter.ALL.with("please"));
        filters.put("a word, rare", Filter.ALL.with("file77"));
        filters.put("a word (none)", Filter.ALL.with("nobodys"));
        filters.put(
                "backend and word",
                Filter.ALL.with("please fol").where(Filter.Field.BACKEND, "backend-0"));
        return filters;
    }

    @Test
    void many_exchanges_are_found_summed_and_exported_quickly() throws Exception {
        long began = System.nanoTime();
        try (var history = new Keeping(folder, Limits.USUAL, LARGE)) {
            fill(history);
            say(
                    "%,d exchanges, %,d MB, written at %,.0f a second"
                            .formatted(
                                    ROWS,
                                    Files.size(history.file) >> 20,
                                    ROWS / ((System.nanoTime() - began) / 1e9)));
            try (var reader = history.reader()) {
                for (var filter : filters(history.clock.instant()).entrySet()) {
                    within(
                            50,
                            "first page: " + filter.getKey(),
                            () -> reader.page(filter.getValue(), PAGE));
                }
                long middle =
                        Moment.micros(history.clock.instant().minus(Duration.ofDays(DAYS / 2)));
                within(50, "a page from the middle", () -> reader.page(Filter.ALL, middle, PAGE));
                LocalDate today = LocalDate.ofInstant(history.clock.instant(), Keeping.BERLIN);
                within(
                        100,
                        "chart of 30 days by model, backend and day",
                        () -> reader.days(today.minusDays(29), today.plusDays(1), CHART));
                within(
                        100,
                        "chart of 24 hours",
                        () ->
                                reader.hours(
                                        history.clock.instant().minus(Duration.ofDays(1)),
                                        history.clock.instant(),
                                        CHART));
                within(
                        50,
                        "sum of a run",
                        () -> reader.total(Filter.ALL.where(Filter.Field.CLIENT_RUN, "run-1")));
                export(reader);
            }
            for (String format : List.of("csv", "jsonl")) {
                exportWithLittleMemory(format);
            }
        }
    }

    private static final HistorySettings LARGE = HistorySettings.DEFAULT.withMegabytes(100_000);

    private static void fill(Keeping history) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        Duration step = Duration.ofDays(DAYS).dividedBy(ROWS);
        for (int i = 0; i < ROWS; i++) {
            Told told = exchange(i, random);
            history.begin(told);
            if (i % 50 == 0) {
                history.body(told, Side.CLIENT_REQUEST, BODY.formatted(i % 5_000, i % 70));
            }
            history.clock.pass(step);
            history.end(told);
            if (i % 2_000 == 0) {
                history.settled();
            }
        }
        history.settled();
    }

    private static Told exchange(int i, RandomGenerator random) {
        Told told =
                Told.of("req_%024d".formatted(i))
                        .by(
                                value("client", random),
                                Optional.of("run-" + i / 200),
                                Optional.of(value("profile", random)))
                        .to(
                                Optional.of(value("alias", random)),
                                value("backend", random),
                                value("model", random))
                        .usage(
                                Usage.of(random.nextInt(5_000), random.nextInt(2_000))
                                        .withCacheRead(random.nextInt(90_000)));
        return random.nextInt(50) == 0 ? told.outcome("failed", 502) : told.priced();
    }

    private static String value(String name, RandomGenerator random) {
        return name + (random.nextInt(20_000) == 0 ? "-rare" : "-" + random.nextInt(4));
    }

    /// The memory that it takes must not grow with what was written.
    private static void export(HistoryReader reader) throws Exception {
        long began = System.nanoTime();
        for (Export format : Export.values()) {
            var out = new Counting();
            format.write(reader, Filter.ALL, out);
            assertEquals(ROWS + (format == Export.CSV ? 1 : 0), out.lines);
            assertTrue(
                    out.growth() < 8 << 20,
                    () -> "memory grew from %,d to %,d".formatted(out.first, out.most));
            say(
                    "ok export as %s: %,d lines, %,d MB, %.1f s, memory grew by %,d KB"
                            .formatted(
                                    format,
                                    out.lines,
                                    out.letters >> 20,
                                    (System.nanoTime() - began) / 1e9,
                                    Math.max(0, out.growth()) >> 10));
        }
    }

    /// By the program itself, which would run out of it.
    private void exportWithLittleMemory(String format) throws Exception {
        Path out = folder.resolve("out." + format);
        var program =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx%dm".formatted(LITTLE_MEGABYTES),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.patchbay.app.Main",
                        "export",
                        "--format",
                        format,
                        "--out",
                        out.toString());
        program.environment().put("PATCHBAY_HOME", folder.toString());
        assertEquals(0, program.inheritIO().start().waitFor());
        try (var lines = Files.lines(out)) {
            assertEquals(ROWS + (format.equals("csv") ? 1 : 0), lines.count());
        }
        say("ok export as %s with %d MB of heap".formatted(format, LITTLE_MEGABYTES));
    }

    /// Looks ten times what is in use once the garbage is gone.
    private static final class Counting extends Writer {
        private final int between = Math.max(1, ROWS / 10);
        private long letters;
        private int lines;
        private long first;
        private long most;

        @Override
        public void write(char[] text, int from, int length) {
            letters += length;
            if (length > 0 && ++lines % between == 0) {
                System.gc();
                long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
                first = first == 0 ? used : first;
                most = Math.max(most, used);
            }
        }

        long growth() {
            return most - first;
        }

        @Override
        public void flush() {}

        @Override
        public void close() throws IOException {}
    }

    private static void within(int millis, String what, Question question) throws Exception {
        double[] took = new double[5];
        for (int i = 0; i < took.length; i++) {
            long began = System.nanoTime();
            assertFalse(question.ask() == null);
            took[i] = (System.nanoTime() - began) / 1e6;
        }
        double first = took[0];
        Arrays.sort(took);
        boolean good = took[2] < millis;
        say(
                "%sok %s: %.1f ms (the first time %.1f), may take %d"
                        .formatted(good ? "" : "not ", what, took[2], first, millis));
        assertTrue(good || !MEASURED, what);
    }

    private static void say(String line) {
        if (MEASURED) {
            System.out.println(line);
        }
    }

    @Test
    void no_page_is_found_by_going_through_everything_or_by_sorting() throws Exception {
        try (var history = new Keeping(folder)) {
            history.settled();
            List<String> faults = new ArrayList<>();
            try (var database = Database.forReading(history.file)) {
                for (var filter : filters(history.clock.instant()).entrySet()) {
                    List<String> plan = Query.of(filter.getValue()).plan(database);
                    boolean sorts = plan.stream().anyMatch(it -> it.contains("TEMP B-TREE"));
                    // A table of merged rows would be filled before the first is read.
                    sorts |= plan.contains("MATERIALIZE merged");
                    boolean scans = plan.stream().anyMatch(it -> it.equals("SCAN exchange"));
                    // What nearly all have is found soonest by looking at them in turn.
                    boolean may =
                            List.of("no filter", "outcome ok", "status 200")
                                    .contains(filter.getKey());
                    if (sorts || scans && !may) {
                        faults.add(filter.getKey() + ": " + plan);
                    }
                }
            }
            assertEquals(List.of(), faults);
        }
    }
}
