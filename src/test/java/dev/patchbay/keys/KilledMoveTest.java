package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.SettingsStore;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Keys on their way, and the mover is killed, again and again. `.ci/slow keys` does the same
/// oftener, with the real program and a real keychain.
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledMoveTest {
    private static final int KILLS = 6;
    private static final int KEYS = 12;

    @TempDir Path folder;

    @Test
    @Timeout(90)
    void wherever_a_move_is_killed_each_key_ends_in_exactly_one_readable_place() throws Exception {
        long seed = 5225;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            String message = "seed " + seed + ", kill " + kill;
            Path home = Files.createDirectory(folder.resolve("home-" + kill));
            lay(home);
            moveAndKill(home, random.nextLong(0, 150_000_000));

            everyKeyIsReadable(home, message + ", at once");
            finish(home);
            everyKeyIsReadable(home, message + ", finished");
            for (int key = 0; key < KEYS; key++) {
                assertEquals(1, holders(home, key).size(), message + ": " + holders(home, key));
            }
            assertFalse(Files.exists(home.resolve("slip")), message);
        }
    }

    /// Chance seldom kills in the middle of a write.
    @Test
    @Timeout(60)
    void the_next_start_sweeps_what_a_killed_writer_left_and_nothing_that_is_being_written()
            throws Exception {
        lay(folder);
        for (String file : List.of("settings.json", "vault", "logins/a.json", "tokens/default")) {
            Process writer = java(HalfWriter.class, folder.resolve(file));
            try (var said = writer.inputReader()) {
                assertEquals("half", said.readLine());
                finish(folder);
                assertEquals(1, halves(), "while its writer lives");

                writer.destroyForcibly().waitFor();
                finish(folder);
                assertEquals(0, halves(), file);
            }
        }
    }

    private long halves() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).count();
        }
    }

    /// What every start of the program does.
    private static void finish(Path home) throws Exception {
        var _ = new AppPaths(home, home, home, home, home).ready();
        try (var store = open(home)) {
            move(home, store).finish();
        }
    }

    private static void lay(Path home) throws IOException {
        String keys =
                IntStream.range(0, KEYS)
                        .mapToObj(key -> "\"" + value(key) + "\"")
                        .collect(Collectors.joining(","));
        Files.writeString(
                home.resolve("settings.json"),
                "{\"version\":1,\"backends\":[{\"id\":\"a\",\"baseUrl\":\"http://127.0.0.1:1/v1\",\"auth\":{\"keys\":[%s]}}]}"
                        .formatted(keys));
    }

    private static String value(int key) {
        return "moving-key-%02d.".formatted(key);
    }

    private static void moveAndKill(Path home, long nanos) throws Exception {
        Process mover = java(Mover.class, home);
        try (var said = mover.inputReader()) {
            assertEquals("go", said.readLine());
            LockSupport.parkNanos(nanos);
        }
        mover.destroyForcibly().waitFor();
    }

    private static Process java(Class<?> main, Path about) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        about.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void everyKeyIsReadable(Path home, String message) throws Exception {
        try (var store = open(home)) {
            List<SecretUse> uses =
                    SecretUse.in(store.stored()).stream()
                            .filter(use -> use.user().equals("backend a"))
                            .toList();
            assertEquals(KEYS, uses.size(), message);
            for (int key = 0; key < KEYS; key++) {
                String found =
                        switch (uses.get(key).ref()) {
                            case SecretRef.Plain(var secret) -> secret.reveal();
                            case SecretRef.Keychain(var name) -> vault(home).get(name).reveal();
                            default -> "elsewhere";
                        };
                assertEquals(value(key), found, message);
            }
        }
    }

    private static List<String> holders(Path home, int key) throws IOException {
        List<String> holders = new ArrayList<>();
        try (var files = Files.list(home)) {
            for (Path each : files.toList()) {
                if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(value(key))) {
                    holders.add(each.getFileName().toString());
                }
            }
        }
        assertTrue(List.of("settings.json", "vault").containsAll(holders), holders.toString());
        return holders;
    }

    private static OwnerOnlyFile vault(Path home) {
        return new OwnerOnlyFile(home.resolve("vault"));
    }

    private static SettingsStore open(Path home) {
        return SettingsStore.open(
                home.resolve("settings.json"), Overrides.NONE, InstantSource.system(), _ -> {});
    }

    private static KeyMove move(Path home, SettingsStore store) {
        return new KeyMove(
                store, vault(home), new OwnerOnlyFile(home.resolve("file")), home.resolve("slip"));
    }

    /// Moves, for as long as it lives.
    static final class Mover {
        public static void main(String[] args) throws Exception {
            Path home = Path.of(args[0]);
            try (var store = open(home)) {
                System.out.println("go");
                var _ = move(home, store).run();
            }
        }
    }

    /// Writes half a file, and waits for its end.
    static final class HalfWriter {
        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[0]);
            OwnerOnly.folderOf(file);
            OwnerOnly.<IOException>write(
                    file,
                    out -> {
                        out.write(value(0).getBytes(StandardCharsets.UTF_8));
                        out.flush();
                        System.out.println("half");
                        System.in.read();
                    });
        }
    }
}
