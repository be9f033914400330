package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Note;
import dev.patchbay.settings.HistorySettings;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// What can befall a file. Whatever it is: exchanges go on, somebody is told, and nothing good is
/// overwritten.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class FaultsTest {
    /// Room for hardly more than the empty tables.
    private static final int FEW_PAGES = 40;

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("history.db");
    }

    private static Limits limits(int waiting, int pages) {
        return new Limits(
                Duration.ofMillis(1), Duration.ofMillis(5), waiting, 64 << 10, 1 << 20, pages);
    }

    private static void keepMany(Keeping history, int from, int to) {
        for (int i = from; i < to; i++) {
            history.keep(Told.of("id-" + i));
        }
    }

    @Test
    void a_full_disk_is_told_once_and_what_ends_meanwhile_waits() throws Exception {
        try (var history = new Keeping(folder, limits(5_000, FEW_PAGES), HistorySettings.DEFAULT)) {
            history.settled();
            keepMany(history, 0, 2_000);
            Health health = history.await(it -> it.state() == Health.State.PAUSED);

            assertEquals("the disk is full.", health.reason().orElseThrow());
            assertEquals(0, health.lost());
            assertEquals(
                    new Note.HistoryPaused("the disk is full."),
                    history.await(Note.HistoryPaused.class));
            history.await(it -> it.waiting() >= 1_000);
            assertEquals(List.of(), List.copyOf(history.notes));
        }
    }

    @Test
    void when_there_is_room_again_what_waited_is_kept() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("before"));
            history.settled();
            try (var other = Database.forWriting(file(), 0)) {
                other.execute("BEGIN EXCLUSIVE");
                history.keep(Told.of("meanwhile"));
                assertEquals(
                        "another program holds it.",
                        history.await(Note.HistoryPaused.class).reason());
                other.execute("ROLLBACK");
            }
            history.await(Note.HistoryResumed.class);
            history.settled();

            assertEquals(List.of("meanwhile", "before"), history.ids(Filter.ALL));
        }
    }

    @Test
    void what_finds_no_room_in_memory_either_is_counted_and_told() throws Exception {
        var history = new Keeping(folder, limits(5_000, FEW_PAGES), HistorySettings.DEFAULT);
        long lost;
        try (history) {
            history.settled();
            keepMany(history, 0, 2_000);
            history.await(it -> it.state() == Health.State.PAUSED);
            keepMany(history, 2_000, 7_000);
            lost = history.settle().lost();
            assertTrue(lost >= 2_000 - FEW_PAGES * 40, "lost: " + lost);
        }

        assertTrue(history.await(Note.HistoryLost.class).exchanges() >= lost);
    }

    @Test
    void a_folder_that_cannot_be_written_is_told_and_stops_nothing() throws Exception {
        Path nowhere = Path.of("/proc/self/history.db");
        Assumptions.assumeTrue(Files.isDirectory(nowhere.getParent()), "needs Linux's /proc");
        try (var history =
                new Keeping(nowhere, Schema.SHIPPED, Keeping.QUICK, HistorySettings.DEFAULT)) {
            history.keep(Told.of("a"));
            Health health = history.settle();

            assertEquals(Health.State.PAUSED, health.state());
            assertEquals(1, health.waiting());
            history.await(Note.HistoryPaused.class);
        }
    }

    @Test
    void a_file_that_is_no_database_is_moved_aside_whole() throws Exception {
        byte[] junk = "this is not what it says it is ".repeat(300).getBytes();
        Files.write(file(), junk);
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();

            Note.HistoryFault fault = history.await(Note.HistoryFault.class);
            assertTrue(fault.problem().contains("cannot be read"), fault.problem());
            assertTrue(fault.consequence().contains("history.db.broken-2026"), fault.consequence());
            assertArrayEquals(junk, Files.readAllBytes(aside()));
            assertEquals(List.of("a"), history.ids(Filter.ALL));
        }
    }

    private Path aside() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.toString().matches(".*broken-\\d+"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_file_that_is_damaged_inside_is_moved_aside_and_what_is_under_way_goes_on_in_a_new_one()
            throws Exception {
        try (var history = new Keeping(folder)) {
            keepMany(history, 0, 500);
            history.settled();
        }
        damage();
        try (var history = new Keeping(folder)) {
            history.begin(Told.of("under way"));
            history.await(Note.HistoryFault.class);
            history.end(Told.of("under way"));
            history.settled();

            assertEquals(List.of("under way"), history.ids(Filter.ALL));
            assertTrue(Files.size(aside()) > 50_000);
        }
    }

    /// All pages but the first, which tells the tables.
    private void damage() throws IOException {
        try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            var junk = ByteBuffer.allocate((int) channel.size() - 4096);
            while (junk.hasRemaining()) {
                junk.put((byte) 0x5a);
            }
            channel.write(junk.flip(), 4096);
        }
    }

    @Test
    void a_file_of_a_newer_version_is_not_touched() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("old"));
            history.settled();
        }
        try (var database = Database.forWriting(file(), 0)) {
            database.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(file());
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            Health health = history.settle();

            assertEquals(Health.State.OFF, health.state());
            assertEquals(1, health.lost());
            Note.HistoryFault fault = history.await(Note.HistoryFault.class);
            assertEquals(
                    "history.db: It has version 99, and this Patchbay knows 1.", fault.problem());
        }
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void a_file_that_was_removed_is_missed_and_a_new_one_begun() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("before"));
            history.begin(Told.of("under way"));
            history.settled();
            for (String name : List.of("history.db", "history.db-wal", "history.db-shm")) {
                Files.delete(folder.resolve(name));
            }
            history.end(Told.of("under way"));
            history.await(Note.HistoryFault.class);
            history.settled();

            assertEquals(List.of("under way"), history.ids(Filter.ALL));
        }
    }

    @Test
    void readers_say_what_is_wrong_and_leave_it_to_the_writer() throws Exception {
        Files.write(file(), "junk".repeat(2_000).getBytes());
        byte[] before = Files.readAllBytes(file());
        var unreadable =
                org.junit.jupiter.api.Assertions.assertThrows(
                        HistoryReader.Unreadable.class,
                        () -> HistoryReader.open(file(), Keeping.nativeFolder()));

        assertTrue(unreadable.getMessage().endsWith("it is damaged."), unreadable.getMessage());
        assertArrayEquals(before, Files.readAllBytes(file()));
        assertFalse(HistoryReader.open(folder.resolve("none.db"), folder).isPresent());
    }
}
