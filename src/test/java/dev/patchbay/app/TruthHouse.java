package dev.patchbay.app;

import dev.patchbay.app.house.Books;
import dev.patchbay.app.house.Voice;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.ledger.Entry;
import dev.patchbay.ledger.Ledger;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The program under test in a process of its own, as a log file is for a whole process. For each
/// line that it reads it says, once nothing is under way, what its ledger and its first budget
/// know; when there are no more, it ends.
final class TruthHouse implements AutoCloseable {
    private static final String ALL_TOLD = "";

    /// @param accounts the totals of each, both in words
    record Books(long spentNanoUsd, Map<String, String> accounts) {}

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final int port;

    private TruthHouse(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.port = Integer.parseInt(line());
    }

    static TruthHouse open(Path home) throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TruthHouse.class.getName(),
                        home.toString());
        return new TruthHouse(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    static AppPaths paths(Path home) {
        return new AppPaths(
                home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("run"));
    }

    static Map<String, String> inWords(Collection<Entry> entries) {
        return entries.stream()
                .collect(
                        Collectors.groupingBy(
                                it -> it.account().toString(),
                                Collectors.collectingAndThen(
                                        Collectors.reducing(
                                                dev.patchbay.ledger.Totals.NONE,
                                                Entry::totals,
                                                dev.patchbay.ledger.Totals::plus),
                                        Object::toString)));
    }

    int port() {
        return port;
    }

    Books books() throws IOException {
        questions.write('\n');
        questions.flush();
        long spent = Long.parseLong(line());
        Map<String, String> accounts = new HashMap<>();
        for (String account = line(); !account.equals(ALL_TOLD); account = line()) {
            accounts.put(account, line());
        }
        return new Books(spent, accounts);
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("the program ended");
        }
        return line;
    }

    /// Lets it end as a person would.
    void farewell() throws IOException, InterruptedException {
        questions.close();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new AssertionError("the program ended with " + exit);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    // ------------------------------------------------------------------ in that process

    public static void main(String[] words) throws Exception {
        Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> die(fault));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Wiring house =
                Wiring.of(
                        paths(Path.of(words[0])),
                        Overrides.NONE,
                        Map.of("HUSH", "hush"),
                        new KnownSecrets(),
                        Voice.FILE);
        var running = (Switchboard.State.Running) house.switchboard().start();
        house.switchboard().signIn("club", _ -> {});
        out.println(running.port());
        while (in.readLine() != null) {
            tell(house, out);
        }
        house.farewell();
    }

    /// Its other threads would live on, and the test wait for a line that never comes.
    private static void die(Throwable fault) {
        fault.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private static void tell(Wiring house, PrintStream out) {
        Collection<Entry> entries = settled(house.ledger());
        out.println(house.budgets().standings().getFirst().spentNanoUsd());
        inWords(entries)
                .forEach(
                        (account, totals) -> {
                            out.println(account);
                            out.println(totals);
                        });
        out.println(ALL_TOLD);
    }

    /// All that the ledger knows once nothing is under way.
    private static Collection<Entry> settled(Ledger ledger) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ledger.snapshot().underWay() > 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError(ledger.snapshot().underWay() + " never end");
            }
            LockSupport.parkNanos(10_000_000);
        }
        return ledger.snapshot().entries();
    }
}
