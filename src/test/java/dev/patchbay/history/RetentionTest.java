package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Recording.Side;
import dev.patchbay.settings.HistorySettings;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("history.db");
    }

    /// A body that cannot be compressed much, and has few words.
    private static String body(RandomGenerator random) {
        var text = new StringBuilder("{\"model\":\"m\",\"data\":\"");
        random.ints(25_000, 'a', 'z' + 1).forEach(letter -> text.append((char) letter).append(' '));
        return text.append("\"}").toString();
    }

    private static void keepMany(Keeping history, int from, int to) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(from);
        for (int i = from; i < to; i++) {
            Told told = Told.of("id-" + i);
            history.begin(told);
            history.body(told, Side.CLIENT_REQUEST, body(random));
            history.end(told);
            history.clock.pass(Duration.ofSeconds(1));
            if (i % 10 == 0) {
                history.settled();
            }
        }
        history.settled();
    }

    /// What was written is in the file itself now, and no longer beside it.
    private void checkpoint() throws Exception {
        try (var database = Database.forWriting(file(), 0)) {
            database.number("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    /// Runs what the history does when it has nothing else to do, to its end.
    private void tidy(Keeping history, int days, long bytes) throws Exception {
        try (var database = Database.forWriting(file(), 0)) {
            var retention = new Retention(database);
            while (retention.step(history.clock.instant(), days, bytes)) {
                assertTrue(Files.exists(file()));
            }
        }
    }

    @Test
    void what_is_too_old_goes_and_the_file_becomes_smaller_but_sums_stay() throws Exception {
        try (var history = new Keeping(folder)) {
            keepMany(history, 0, 200);
            history.clock.pass(Duration.ofDays(3));
            keepMany(history, 200, 210);
            tidy(history, 30, 1L << 40);
            checkpoint();
            long before = Files.size(file());
            assertEquals(210, history.all().size());

            tidy(history, 2, 1L << 40);

            assertEquals(10, history.all().size());
            assertTrue(before > 3 * MEGABYTE, "before: " + before);
            assertTrue(Files.size(file()) < before / 5, "after: " + Files.size(file()));
            assertEquals(
                    List.of(),
                    history.ids(
                            Filter.ALL
                                    .with("m")
                                    .until(history.clock.instant().minusSeconds(9_000))));
            try (var reader = history.reader()) {
                assertEquals(
                        210,
                        Sum.all(reader.days(LocalDate.EPOCH, LocalDate.of(9999, 1, 1), Set.of()))
                                .requests());
            }
        }
    }

    @Test
    void when_it_is_too_much_the_oldest_bodies_go_before_any_exchange() throws Exception {
        try (var history = new Keeping(folder)) {
            keepMany(history, 0, 200);
            tidy(history, 30, 2 * MEGABYTE);

            assertTrue(Files.size(file()) <= 2 * MEGABYTE, "size: " + Files.size(file()));
            List<KeptExchange> all = history.all();
            assertEquals(200, all.size());
            try (var reader = history.reader()) {
                assertEquals(1, reader.bodies(all.getFirst()).size());
                assertEquals(List.of(), reader.bodies(all.getLast()));
            }
        }
    }

    @Test
    void when_there_are_no_bodies_left_the_oldest_exchanges_go() throws Exception {
        try (var history = new Keeping(folder)) {
            for (int i = 0; i < 3_000; i++) {
                history.keep(Told.of("id-" + i));
            }
            history.begin(Told.of("open"));
            history.settled();
            tidy(history, 30, MEGABYTE / 2);

            assertTrue(Files.size(file()) <= MEGABYTE / 2, "size: " + Files.size(file()));
            List<String> left = history.ids(Filter.ALL);
            assertEquals(List.of("open", "id-2999"), left.subList(0, 2));
            assertTrue(left.size() > 200, "left: " + left.size());
        }
    }

    @Test
    void the_history_does_so_by_itself_when_it_begins() throws Exception {
        try (var history = new Keeping(folder)) {
            keepMany(history, 0, 100);
        }
        var settings = HistorySettings.DEFAULT.withMegabytes(1);
        try (var history = new Keeping(folder, Keeping.QUICK, settings)) {
            long until = System.nanoTime() + 20_000_000_000L;
            while (Files.size(file()) > MEGABYTE && System.nanoTime() < until) {
                history.settle();
            }
            assertTrue(Files.size(file()) <= MEGABYTE, "size: " + Files.size(file()));
            assertEquals(100, history.all().size());
        }
    }
}
