package dev.patchbay.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Clients' files as people, editors and accidents leave them: those of a folder, and two that are
/// too large to lie there.
final class HostileConfigs {
    /// Stands in many of them, and must not be told.
    static final String SECRET = "sk-made-up-secret";

    record Sample(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Path FOLDER = Path.of("src/test/resources/hostile/client-configs");

    private HostileConfigs() {}

    /// Those that can be changed, and changed back.
    static List<Sample> restored() {
        return Stream.concat(
                        in("restored"),
                        Stream.of(
                                made(
                                        "huge",
                                        "{'m':['"
                                                + "x".repeat(4_000_000)
                                                + "'],\n"
                                                + "'n':1,\n".repeat(20_000)
                                                + "'env':{}}")))
                .toList();
    }

    /// Those that cannot be changed safely.
    static List<Sample> refused() {
        return Stream.concat(
                        in("refused"),
                        Stream.of(made("too long", "{'m':'" + "x".repeat(17_000_000) + "'}")))
                .toList();
    }

    private static Stream<Sample> in(String folder) {
        try (var files = Files.list(FOLDER.resolve(folder))) {
            return files.sorted().map(HostileConfigs::sample).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(Path file) {
        try {
            String name = file.getFileName().toString().replace(".json", "").replace('-', ' ');
            return new Sample(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Quotes are written as ' here.
    private static Sample made(String name, String text) {
        return new Sample(name, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
