package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.connect.HostileConfigs.Sample;
import dev.patchbay.settings.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes docs/client-configs.md: each hostile file is connected and disconnected in a home of its
/// own, and so are files to which something happens meanwhile.
final class ClientConfigTable {
    private static final String HEAD =
            """
            # What becomes of clients' files

            Patchbay connects Claude Code by putting its address and a token into the `env` of Claude Code's `settings.json`, and
            takes both out again when it is disconnected. Here that is done to %d files as people, editors and accidents leave
            them. What is not ours stays as it is, to the byte; where that cannot be had, the file is refused before anything is
            touched. No difference that is shown and no refusal holds the secret that stands in many of them.

            The files stand in `src/test/resources/hostile/client-configs`. This page is made by `ClientConfigTableTest`, which
            fails when it is not what it measures; written by
            `mvn test -Dtest=ClientConfigTableTest -Dpatchbay.configs=write`.
            """;

    private static final String FILE = "settings.json";

    /// Something that happens to a file, in one home.
    private interface Mishap {
        void happens(Desk desk) throws Exception;
    }

    private final Path folder;
    private final Map<String, Mishap> before = new LinkedHashMap<>();
    private final Map<String, Mishap> meanwhile = new LinkedHashMap<>();
    private int homes;

    /// @param folder for the homes
    ClientConfigTable(Path folder) {
        this.folder = folder;
        before.put("is not there", desk -> {});
        before.put(
                "is a link to another file",
                desk -> {
                    Files.writeString(desk.file.resolveSibling("real.json"), "{\"m\":1}");
                    Files.createSymbolicLink(desk.file, Path.of("real.json"));
                });
        before.put(
                "is a link that leads nowhere",
                desk -> Files.createSymbolicLink(desk.file, Path.of("gone.json")));
        before.put("is a link to itself", desk -> Files.createSymbolicLink(desk.file, desk.file));
        before.put("is a folder", desk -> Files.createDirectory(desk.file));
        before.put(
                "may only be read",
                desk -> {
                    Files.writeString(desk.file, "{}");
                    Files.setPosixFilePermissions(
                            desk.file, PosixFilePermissions.fromString("r--r--r--"));
                });
        before.put(
                "leads here already",
                desk -> {
                    Files.writeString(desk.file, "{\"m\":1}");
                    desk.connect();
                    Files.delete(desk.ours.resolve("connections.json"));
                });
        meanwhile.put("nothing happens", desk -> {});
        meanwhile.put("it is connected again", Desk::connect);
        meanwhile.put(
                "somebody writes another token there",
                desk -> desk.rewrite("pb-made-up-for-tests", "somebody-elses"));
        meanwhile.put(
                "somebody writes another address there", desk -> desk.rewrite("5225", "8080"));
        meanwhile.put(
                "somebody adds a key", desk -> desk.rewrite("\"env\":{", "\"env\":{\"C\":\"1\","));
        meanwhile.put(
                "somebody adds a comment", desk -> desk.rewrite("{\"m\"", "{ // mine\n\"m\""));
        meanwhile.put(
                "somebody takes our keys out", desk -> Files.writeString(desk.file, "{\"n\": 2}"));
        meanwhile.put("somebody breaks it", desk -> Files.writeString(desk.file, "{\"env\": {"));
        meanwhile.put("somebody deletes it", desk -> Files.delete(desk.file));
        meanwhile.put(
                "somebody makes it a folder",
                desk -> {
                    Files.delete(desk.file);
                    Files.createDirectory(desk.file);
                });
    }

    /// One home, with the file of its client.
    private static final class Desk {
        private final Path file;
        private final Path ours;
        private final Connections connections;
        private final Place place;
        private final List<NamedKey> keys;

        Desk(Path home) throws IOException {
            ours = home.resolve("ours");
            var claude = new ClaudeCode(home, home, home.resolve("none"), Map.of());
            connections = new Connections(ours, () -> Instant.parse("2026-01-02T03:04:05Z"));
            place = claude.place(Scope.USER);
            keys =
                    claude.keys(
                            Access.of("127.0.0.1", 5225, Secret.of("pb-made-up-for-tests")),
                            SignIn.REPLACED);
            file = place.file();
            Files.createDirectories(file.getParent());
        }

        Plan connect() throws Refused {
            Plan plan = connections.connect(place, keys);
            assertFalse(plan.diff().toString().contains(HostileConfigs.SECRET));
            connections.apply(plan);
            return plan;
        }

        Plan disconnect() throws Refused {
            Plan plan = connections.disconnect(place, keys);
            connections.apply(plan);
            return plan;
        }

        void rewrite(String old, String fresh) throws IOException {
            String text = Files.readString(file);
            if (!text.contains(old)) {
                throw new IllegalStateException(old + " is not in " + text);
            }
            Files.writeString(file, text.replace(old, fresh));
        }

        /// What stands at the file's place; a folder as no bytes.
        byte[] bytes() throws IOException {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        }

        String told(Refused refused) {
            assertFalse(refused.message().contains(HostileConfigs.SECRET), refused.message());
            return "refused: " + refused.message().replace(file.toString(), FILE);
        }
    }

    private Desk desk() throws IOException {
        return new Desk(folder.resolve("home-" + ++homes));
    }

    int count() {
        return HostileConfigs.restored().size()
                + HostileConfigs.refused().size()
                + before.size()
                + meanwhile.size();
    }

    String measured() throws Exception {
        var page = new StringBuilder(HEAD.formatted(count()));
        List<String> heads =
                List.of("what stands there", "bytes", "connected, in lines", "disconnected");
        open(page, "Files that can be changed, and changed back", heads);
        for (Sample sample : HostileConfigs.restored()) {
            row(page, of(sample));
        }
        open(page, "Files that cannot be changed safely", heads);
        for (Sample sample : HostileConfigs.refused()) {
            row(page, of(sample));
        }
        open(
                page,
                "Places that are odd before",
                List.of("the file", "connected, in lines", "disconnected"));
        for (var each : before.entrySet()) {
            Desk desk = desk();
            each.getValue().happens(desk);
            row(page, concat(List.of(each.getKey()), turned(desk, _ -> {})));
        }
        open(
                page,
                "What happens while it is connected",
                List.of("then", "connected, in lines", "disconnected"));
        for (var each : meanwhile.entrySet()) {
            Desk desk = desk();
            Files.writeString(desk.file, "{\"m\":1}");
            row(page, concat(List.of(each.getKey()), turned(desk, each.getValue())));
        }
        return page.toString();
    }

    private List<String> of(Sample sample) throws Exception {
        Desk desk = desk();
        Files.write(desk.file, sample.bytes());
        return concat(
                List.of(sample.name(), "%,d".formatted(sample.bytes().length)),
                turned(desk, _ -> {}));
    }

    /// What came of connecting, then of this, then of disconnecting.
    private static List<String> turned(Desk desk, Mishap then) throws Exception {
        boolean there = Files.exists(desk.file);
        byte[] first = desk.bytes();
        String connected;
        try {
            connected = lines(desk.connect());
        } catch (Refused refused) {
            return List.of(desk.told(refused), untouched(first, desk));
        }
        then.happens(desk);
        byte[] changed = desk.bytes();
        try {
            Plan plan = desk.disconnect();
            return List.of(connected, gone(desk, plan, there, first));
        } catch (Refused refused) {
            return List.of(connected, desk.told(refused) + " " + untouched(changed, desk));
        }
    }

    private static String lines(Plan plan) {
        long in = signs(plan, Diff.Sign.IN);
        long out = signs(plan, Diff.Sign.OUT);
        return plan.diff().isEmpty() ? "nothing to do" : "%d in, %d out".formatted(in, out);
    }

    private static long signs(Plan plan, Diff.Sign sign) {
        return plan.diff().lines().stream().filter(line -> line.sign() == sign).count();
    }

    private static String untouched(byte[] before, Desk desk) throws IOException {
        return Arrays.equals(before, desk.bytes()) ? "Not touched." : "CHANGED";
    }

    private static String gone(Desk desk, Plan plan, boolean there, byte[] first)
            throws IOException {
        String left =
                plan.left().isEmpty()
                        ? ""
                        : "; left as they are: `" + String.join("`, `", plan.left()) + "`";
        if (!Files.exists(desk.file)) {
            return (there ? "not there" : "not there, as before") + left;
        }
        boolean same = there && Arrays.equals(first, desk.bytes());
        return (same ? "the same bytes" : "`" + Files.readString(desk.file) + "`") + left;
    }

    private static List<String> concat(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static void open(StringBuilder page, String title, List<String> heads) {
        page.append("\n## ").append(title).append("\n\n");
        row(page, heads);
        row(page, heads.stream().map(_ -> "---").toList());
    }

    private static void row(StringBuilder page, List<String> cells) {
        String line = String.join(" | ", cells).replace("\n", "\\n");
        page.append("| ").append(line).append(" |\n");
    }
}
