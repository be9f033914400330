package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.settings.HistorySettings;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryStoreTest {
    @TempDir Path folder;

    @Test
    void a_row_is_there_when_an_exchange_begins_and_complete_when_it_has_ended() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(Told.of("a"));
            history.settled();
            KeptExchange open = history.all().getFirst();
            assertEquals("a", open.id());
            assertEquals(Optional.empty(), open.end());
            assertEquals(Optional.of("router"), open.way().backend());

            history.end(Told.of("a"));
            history.settled();
            KeptExchange over = history.all().getFirst();
            assertEquals(open.key(), over.key());
            assertEquals("ok", over.end().orElseThrow().outcome());
        }
    }

    @Test
    void everything_that_was_told_reads_back_the_same() throws Exception {
        var usage =
                Usage.of(100, 20)
                        .withCacheRead(3_000)
                        .withCacheWrite(40)
                        .withThinking(5)
                        .asEstimate();
        Told told =
                Told.of("a")
                        .by("client/1", Optional.of("run-1"), Optional.of("work"))
                        .outcome("failed", 502)
                        .usage(usage)
                        .priced();
        try (var history = new Keeping(folder)) {
            history.begin(told);
            history.clock.pass(Duration.ofMillis(900));
            history.end(told);
            history.settled();

            Instant began = Instant.parse("2026-11-20T10:00:00Z");
            assertEquals(
                    new KeptExchange(
                            Moment.micros(began),
                            "a",
                            began,
                            new KeptExchange.Asker(
                                    Optional.of("anthropic"),
                                    Optional.of("client/1"),
                                    Optional.of("run-1"),
                                    Optional.of("work"),
                                    "claude-sonnet-4-5",
                                    true,
                                    OptionalLong.of(1234)),
                            new KeptExchange.Way(
                                    Optional.of("sonnet"),
                                    Optional.of("router"),
                                    Optional.of("qwen/qwen3-coder"),
                                    Optional.of("translate"),
                                    Optional.of("exact alias")),
                            Optional.of(
                                    new KeptExchange.End(
                                            Optional.of(began.plusMillis(900)),
                                            OptionalInt.of(502),
                                            "failed",
                                            OptionalInt.of(120),
                                            OptionalInt.of(900),
                                            1,
                                            0,
                                            List.of("top_k", "mcp_servers"),
                                            Optional.of("it broke"))),
                            usage,
                            Cost.of(usage, Told.RATES),
                            Optional.empty()),
                    history.all().getFirst());
        }
    }

    @Test
    void what_is_unknown_stays_unknown_and_never_becomes_0() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a").usage(Usage.UNKNOWN));
            history.settled();

            KeptExchange kept = history.all().getFirst();
            assertEquals(Usage.UNKNOWN, kept.usage());
            assertEquals(Cost.UNKNOWN, kept.cost());
        }
    }

    @Test
    void an_exchange_that_was_refused_before_it_had_a_route_is_kept_too() throws Exception {
        Told told = Told.of("a").outcome("refused", 404).usage(Usage.UNKNOWN);
        try (var history = new Keeping(folder)) {
            history.store.hear(told.started());
            history.settled();

            assertEquals(KeptExchange.Way.NONE, history.all().getFirst().way());
        }
    }

    @Test
    void of_an_exchange_whose_beginning_was_lost_the_end_is_kept() throws Exception {
        try (var history = new Keeping(folder)) {
            history.end(Told.of("a"));
            history.settled();

            KeptExchange kept = history.all().getFirst();
            assertEquals(Optional.empty(), kept.asker().front());
            assertEquals("claude-sonnet-4-5", kept.asker().asked());
            assertEquals(Instant.parse("2026-11-20T09:59:59.100Z"), kept.startedAt());
        }
    }

    @Test
    void exchanges_that_began_together_keep_their_order() throws Exception {
        try (var history = new Keeping(folder)) {
            for (String id : List.of("a", "b", "c")) {
                history.keep(Told.of(id));
            }
            history.settled();

            assertEquals(List.of("c", "b", "a"), history.ids(Filter.ALL));
        }
    }

    @Test
    void one_that_cannot_be_written_is_counted_and_does_not_hold_up_the_others() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();
            history.keep(Told.of("a"));
            history.keep(Told.of("b"));

            assertEquals(1, history.settle().lost());
            assertEquals(List.of("b", "a"), history.ids(Filter.ALL));
        }
    }

    @Test
    void what_was_told_before_the_program_ends_is_kept() throws Exception {
        try (var history = new Keeping(folder, Limits.USUAL, HistorySettings.DEFAULT)) {
            history.keep(Told.of("a"));
        }
        try (var history = new Keeping(folder)) {
            history.settled();
            assertEquals(List.of("a"), history.ids(Filter.ALL));
        }
    }

    @Test
    void the_files_are_their_owners_alone() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this system has no such permissions");
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();

            var found = new TreeSet<String>();
            for (String name :
                    List.of("history.db", "history.db-wal", "history.db-shm", "history.lock")) {
                var permissions = Files.getPosixFilePermissions(folder.resolve(name));
                found.add(PosixFilePermissions.toString(permissions));
            }
            assertEquals(List.of("rw-------"), List.copyOf(found));
        }
    }

    @Test
    void what_is_committed_is_on_the_disk_and_not_only_on_its_way() throws Exception {
        try (var history = new Keeping(folder)) {
            history.settled();
        }
        try (var database = Database.forWriting(folder.resolve("history.db"), 0)) {
            assertEquals(2, database.number("PRAGMA synchronous"));
            assertTrue(Files.exists(folder.resolve("history.db-wal")));
        }
    }
}
