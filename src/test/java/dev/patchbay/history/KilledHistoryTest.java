package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.journal.Journal;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/// Programs that keep a history are killed in the middle of their work, again and again. What is
/// promised here is what the history said it has written; `.ci/slow history` does the same to the
/// whole program, and holds it to its 200 ms.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class KilledHistoryTest {
    private static final int KILLS = 5;

    @TempDir Path folder;

    @Test
    void what_had_ended_is_there_and_what_was_open_is_interrupted() throws Exception {
        long seed = 5225;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> promised = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            promised.addAll(writeAndKill(random));
        }

        try (var history = new Keeping(folder)) {
            history.settled();
            String message = "seed " + seed;
            List<KeptExchange> all;
            try (var reader = history.reader()) {
                all = new ArrayList<>();
                reader.each(Filter.ALL, all::add);
            }
            List<String> ok =
                    all.stream()
                            .filter(it -> outcome(it).equals("ok"))
                            .map(KeptExchange::id)
                            .toList();
            assertTrue(promised.size() > KILLS, message + ": " + promised.size());
            assertEquals(List.of(), missing(promised, ok), message);
            assertTrue(
                    all.stream()
                            .allMatch(
                                    it ->
                                            outcome(it).equals("ok")
                                                    || outcome(it).equals("interrupted")),
                    message);
            assertTrue(all.stream().anyMatch(it -> outcome(it).equals("interrupted")), message);
            assertSumsAgree(history, all, message);
        }
        try (var database = Database.forReading(folder.resolve("history.db"));
                var check = database.prepare("PRAGMA integrity_check").executeQuery()) {
            assertEquals("ok", check.getString(1), "seed " + seed);
        }
    }

    private static List<String> missing(List<String> promised, List<String> there) {
        var gone = new java.util.LinkedHashSet<>(promised);
        there.forEach(gone::remove);
        return List.copyOf(gone);
    }

    private static void assertSumsAgree(Keeping history, List<KeptExchange> all, String message)
            throws Exception {
        Totals rows = all.stream().map(Totals::of).reduce(Totals.NONE, Totals::plus);
        try (var reader = history.reader()) {
            assertEquals(
                    rows,
                    Sum.all(
                            reader.days(
                                    LocalDate.EPOCH, LocalDate.of(9999, 1, 1), java.util.Set.of())),
                    message);
        }
    }

    private static String outcome(KeptExchange exchange) {
        return exchange.end().map(KeptExchange.End::outcome).orElse("open");
    }

    @Test
    void what_a_living_program_has_open_is_left_alone() throws Exception {
        Process other = start("open");
        try (var history = new Keeping(folder)) {
            assertEquals("begun", other.inputReader().readLine());
            history.keep(Told.of("mine"));
            history.settled();

            assertEquals(
                    List.of(Optional.empty()),
                    history.found(Filter.ALL.where(Filter.Field.OUTCOME, "")).stream()
                            .map(KeptExchange::end)
                            .toList());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /// The exchanges that had ended and were written before the program was killed.
    private List<String> writeAndKill(RandomGenerator random) throws Exception {
        Process program = start("all");
        List<String> lines = new ArrayList<>();
        try (var said = program.inputReader()) {
            do {
                lines.add(line(said));
            } while (!lines.getLast().equals(Program.WRITTEN));
            // Amid the next writing.
            for (int i = random.nextInt(2 * Program.BETWEEN); i > 0; i--) {
                lines.add(line(said));
            }
            program.destroyForcibly();
            for (String rest = lineOrNull(said); rest != null; rest = lineOrNull(said)) {
                lines.add(rest);
            }
        }
        program.waitFor();
        List<String> promised = lines.subList(0, lines.lastIndexOf(Program.WRITTEN));
        return promised.stream()
                .filter(line -> !line.equals(Program.WRITTEN))
                .map(line -> line.split(" ")[0])
                .toList();
    }

    private static String line(BufferedReader said) throws IOException {
        return Objects.requireNonNull(said.readLine(), "it ended by itself");
    }

    /// The pipe of a killed program may end in the middle of a line, or break.
    private static String lineOrNull(BufferedReader said) {
        try {
            String line = said.readLine();
            return line != null && line.endsWith(" .") ? line : null;
        } catch (IOException _) {
            return null;
        }
    }

    private Process start(String what) throws IOException {
        return new ProcessBuilder(
                        Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java"),
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Program.class.getName(),
                                        folder.resolve("history.db"),
                                        Keeping.nativeFolder(),
                                        what)
                                .map(String::valueOf)
                                .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// Has exchanges for as long as it lives, and says which have ended and, now and then, that
    /// these are written.
    static final class Program {
        private static final int OPEN = 20;
        private static final int BETWEEN = 2_000;
        private static final String WRITTEN = "all of these are written .";

        public static void main(String[] args) throws Exception {
            var store =
                    new HistoryStore(
                            Path.of(args[0]),
                            Path.of(args[1]),
                            HistorySettings.DEFAULT,
                            InstantSource.system(),
                            Keeping.BERLIN,
                            new Journal(),
                            new KnownSecrets());
            String run = String.valueOf(ProcessHandle.current().pid());
            if (args[2].equals("open")) {
                store.hear(Told.of(run).started());
                store.settle();
                System.out.println("begun");
                Thread.currentThread().join();
            }
            for (int i = 0; ; i++) {
                store.hear(Told.of(run + "-" + i).started());
                if (i >= OPEN) {
                    Told over = Told.of(run + "-" + (i - OPEN)).priced();
                    store.hear(over.routed());
                    store.hear(over.ended());
                    System.out.println(over.id() + " .");
                }
                if (i % BETWEEN == BETWEEN - 1) {
                    store.settle();
                    System.out.println(WRITTEN);
                }
                if (i % 10 == 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }
}
