package dev.patchbay.app.verbs.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.app.Main;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryStore;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording.Side;
import dev.patchbay.journal.SampleEnd;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryVerbsTest {
    private record Run(int exit, String out, String err) {}

    private static final Rates RATES =
            new Rates(3_000_000, OptionalLong.of(300_000), OptionalLong.empty(), 15_000_000);

    @TempDir Path home;

    private AppPaths paths() {
        return new AppPaths(
                home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("r"));
    }

    private Run run(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(words, paths(), Map.of(), printing(out), printing(err));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private HistoryStore history(Instant now) {
        return new HistoryStore(
                paths().historyFile(),
                paths().nativeFolder(),
                HistorySettings.DEFAULT,
                InstantSource.fixed(now),
                ZoneId.systemDefault(),
                new Journal(),
                new KnownSecrets());
    }

    private static void keep(HistoryStore history, String id, Usage usage, Cost cost) {
        history.hear(
                new Note.ExchangeStarted(
                        id,
                        "anthropic",
                        "c",
                        Optional.empty(),
                        Optional.empty(),
                        "m",
                        false,
                        9,
                        Optional.empty()));
        history.recording()
                .record(id, Side.CLIENT_REQUEST, ByteBuffer.wrap("{\"model\":\"m\"}".getBytes()));
        history.hear(SampleEnd.of(id, usage, cost));
    }

    private void keepSome() {
        Usage usage = Usage.of(1_000_000, 2_000).withCacheRead(3_000_000);
        try (var history = history(Instant.now())) {
            keep(history, "one", usage, Cost.of(usage, RATES));
            keep(history, "two", Usage.of(5, 5).asEstimate(), Cost.UNKNOWN);
        }
        try (var history = history(Instant.now().minusSeconds(20 * 86_400))) {
            keep(history, "old", Usage.of(7, 7), Cost.UNKNOWN);
        }
    }

    @Test
    void stats_are_a_table_for_people() {
        keepSome();
        var run = run("stats");

        assertEquals("", run.err());
        assertEquals(0, run.exit());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("What passed from "), run.out());
        String numbers = "2       0  ~1,000,005   3,000,000            0  ~2,005    75 %  ~$3.93+";
        assertEquals(LocalDate.now() + "         " + numbers, lines.get(3));
        assertTrue(lines.contains("router/qwen         " + numbers), run.out());
        assertEquals("+ requests without a price, which are not in the sum: 1", lines.getLast());
    }

    @Test
    void stats_are_json_for_programs() throws Exception {
        keepSome();
        JsonNode week = Json.read(run("stats", "--json").out());
        JsonNode month = Json.read(run("stats", "--json", "--days", "30").out());

        assertEquals(2, week.at("/all/requests").intValue());
        assertEquals(1, week.at("/all/estimated/requests").intValue());
        assertEquals(3_930_000_000L, week.at("/all/costNanoUsd").longValue());
        assertEquals("sonnet", week.at("/aliases/0/alias").textValue());
        assertEquals(3, month.at("/all/requests").intValue());
        assertEquals(2, month.get("days").size());
    }

    @Test
    void where_nothing_was_ever_kept_both_say_so_and_make_no_file() throws Exception {
        assertTrue(run("stats").out().startsWith("Nothing passed from "));
        assertEquals("", run("export").out());
        assertTrue(run("export", "--format", "csv").out().startsWith("id,startedAt,"));
        try (var files = Files.list(home)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void an_export_goes_to_standard_output_or_into_a_file() throws Exception {
        keepSome();
        var run = run("export");
        assertEquals(0, run.exit());
        assertEquals(3, run.out().lines().count());

        Path file = Files.writeString(home.resolve("out.jsonl"), "before");
        assertEquals("", run("export", "--out", file.toString()).out());
        assertEquals(run.out(), Files.readString(file));
    }

    @Test
    void an_export_may_begin_at_a_day() {
        keepSome();
        String yesterday = LocalDate.now().minusDays(1).toString();

        assertEquals(2, run("export", "--since", yesterday).out().lines().count());
        assertEquals(
                1 + 2,
                run("export", "--format", "csv", "--since", yesterday).out().lines().count());
    }

    @Test
    void one_request_is_exported_in_three_forms() throws Exception {
        keepSome();
        assertEquals("one", Json.read(run("export", "one").out()).get("id").textValue());
        assertTrue(
                run("export", "one", "--format", "curl")
                        .out()
                        .startsWith("curl http://127.0.0.1:5225/v1/messages -H"));
        assertEquals(
                "1.2",
                Json.read(run("export", "one", "--format", "har").out())
                        .at("/log/version")
                        .textValue());
    }

    @Test
    void a_request_that_is_not_kept_is_said() {
        keepSome();
        var run = run("export", "three");

        assertEquals(1, run.exit());
        assertEquals("No request 'three' is kept.", run.err().strip());
    }

    @Test
    void a_history_that_cannot_be_read_is_said_and_left_alone() throws Exception {
        Path file = Files.writeString(paths().historyFile(), "junk ".repeat(1_000));
        for (String verb : List.of("stats", "export")) {
            var run = run(verb);
            assertEquals(1, run.exit(), verb);
            assertEquals(file + " cannot be read: it is damaged.", run.err().strip());
        }
        assertEquals(5_000, Files.size(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stats 3",
                "stats --days 0",
                "stats --days many",
                "stats --json=yes",
                "export --format xml",
                "export --since yesterday",
                "export a b",
                "replay",
                "replay a b",
                "replay a --to",
                "replay a --days 3",
                "export a --format csv",
                "export a --since 2026-11-20"
            })
    void wrong_usage_ends_with_2_and_one_sentence(String line) {
        keepSome();
        var run = run(line.split(" "));

        assertEquals(2, run.exit(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().matches("[^\n]+[.]\\R"), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }
}
