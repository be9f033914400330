package dev.patchbay.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionsTest {
    private static final String TOKEN = "pb-made-up-for-tests";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;

    private Connections connections;
    private ClaudeCode claude;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        connections = new Connections(folder.resolve("ours"), () -> NOW);
        Path home = Files.createDirectories(folder.resolve("home"));
        claude = new ClaudeCode(home, folder.resolve("project"), folder.resolve("x"), Map.of());
        file = home.resolve(".claude/settings.json");
    }

    private List<NamedKey> keys(int port) {
        return claude.keys(Access.of("127.0.0.1", port, Secret.of(TOKEN)), SignIn.REPLACED);
    }

    private Place place() {
        return claude.place(Scope.USER);
    }

    private Optional<Path> connect(int port) throws Refused {
        return connections.apply(connections.connect(place(), keys(port)));
    }

    private Optional<Path> disconnect(int port) throws Refused {
        return connections.apply(connections.disconnect(place(), keys(port)));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String text() throws IOException {
        return Files.readString(file);
    }

    private Connections.Standing standing(int port) throws Refused {
        return connections.standing(connections.all().getFirst(), keys(port));
    }

    @Test
    void a_plan_alone_touches_nothing() throws Exception {
        write("{}");

        Plan plan = connections.connect(place(), keys(5225));

        assertFalse(plan.diff().isEmpty());
        assertEquals("{}", text());
        assertFalse(Files.exists(folder.resolve("ours")));
    }

    @Test
    void before_a_file_is_changed_it_is_copied_for_its_owner_alone() throws Exception {
        write("{ \"model\": \"x\" }");

        Path backup = connect(5225).orElseThrow();

        assertEquals("{ \"model\": \"x\" }", Files.readString(backup));
        assertEquals(
                "claude-code-user-20260102-030405-settings.json", backup.getFileName().toString());
        assertOwnerOnly(backup);
        assertOwnerOnly(folder.resolve("ours/connections.json"));
    }

    @Test
    void two_copies_of_the_same_second_are_two_files() throws Exception {
        write("{}");

        assertFalse(connect(5225).equals(disconnect(5225)));
    }

    @Test
    void a_file_that_was_not_there_goes_again_with_its_folder() throws Exception {
        assertTrue(connections.connect(place(), keys(5225)).makesFile());
        connect(5225);
        assertOwnerOnly(file);

        assertTrue(connections.disconnect(place(), keys(5225)).removesFile());
        disconnect(5225);
        assertFalse(Files.exists(file.getParent()));
    }

    @Test
    void a_folder_that_was_there_or_is_used_meanwhile_stays() throws Exception {
        Files.createDirectories(file.getParent());
        connect(5225);
        disconnect(5225);
        assertTrue(Files.isDirectory(file.getParent()));

        Files.delete(file.getParent());
        connect(5225);
        Files.writeString(file.resolveSibling("history"), "theirs");
        disconnect(5225);
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(file.resolveSibling("history")));
    }

    @Test
    void a_file_that_we_made_stays_if_somebody_else_uses_it() throws Exception {
        connect(5225);
        write(text().replaceFirst("\\{", "{\n  \"model\": \"x\","));

        disconnect(5225);

        assertEquals("{\n  \"model\": \"x\"\n}\n", text());
    }

    @Test
    void a_file_of_blanks_is_a_file_of_blanks_again() throws Exception {
        for (String blank : List.of("", " \n\t\r\n", "\uFEFF")) {
            write(blank);
            connect(5225);
            assertTrue(text().contains("5225"));

            disconnect(5225);

            assertEquals(blank, text());
        }
    }

    @Test
    void who_is_connected_twice_gets_back_what_was_there_at_first() throws Exception {
        String before = "{\"env\":{\"ANTHROPIC_BASE_URL\":\"http://elsewhere\"}}";
        write(before);
        connect(5225);
        connect(5226);
        assertTrue(text().contains("5226") && !text().contains("5225"), text());

        disconnect(5226);

        assertEquals(before, text());
        assertEquals(List.of(), connections.all());
    }

    @Test
    void who_is_connected_already_is_not_touched() throws Exception {
        write("{}");
        connect(5225);
        String connected = text();

        assertTrue(connections.connect(place(), keys(5225)).diff().isEmpty());
        assertEquals(Optional.empty(), connect(5225));

        assertEquals(connected, text());
        disconnect(5225);
        assertEquals("{}", text());
    }

    @Test
    void another_way_to_sign_in_takes_the_place_of_the_first() throws Exception {
        write("{}");
        connect(5225);
        List<NamedKey> kept = claude.keys(Access.of("::1", 5225, Secret.of(TOKEN)), SignIn.KEPT);

        connections.apply(connections.connect(place(), kept));

        assertFalse(text().contains(ClaudeCode.TOKEN), text());
        assertTrue(text().contains("x-patchbay-token: " + TOKEN), text());
        assertEquals(SignIn.KEPT, claude.signIn(connections.all().getFirst()));
        connections.apply(connections.disconnect(place(), kept));
        assertEquals("{}", text());
    }

    @Test
    void a_key_that_was_changed_since_stays_and_is_named() throws Exception {
        write("{\"a\":1}");
        connect(5225);
        write(text().replace(TOKEN, "somebody-elses"));

        Plan plan = connections.disconnect(place(), keys(5225));
        connections.apply(plan);

        assertEquals(List.of("env.ANTHROPIC_AUTH_TOKEN"), plan.left());
        assertEquals("{\"a\":1,\"env\":{\"ANTHROPIC_AUTH_TOKEN\":\"somebody-elses\"}}", text());
        assertEquals(List.of(), connections.all());
    }

    @Test
    void keys_that_lead_to_us_without_a_record_are_taken_out() throws Exception {
        write("{\"a\":1}");
        connect(5225);
        Files.delete(folder.resolve("ours/connections.json"));

        disconnect(5225);

        assertEquals("{\"a\":1,\"env\":{}}", text());
    }

    @Test
    void a_file_that_is_gone_is_forgotten() throws Exception {
        write("{}");
        connect(5225);
        Files.delete(file);

        disconnect(5225);

        assertFalse(Files.exists(file));
        assertEquals(List.of(), connections.all());
    }

    @Test
    void a_file_that_changed_after_it_was_shown_is_left_alone() throws Exception {
        write("{}");
        Plan plan = connections.connect(place(), keys(5225));
        write("{ }");

        Refused refused = assertThrows(Refused.class, () -> connections.apply(plan));

        assertTrue(refused.message().endsWith("Try again."), refused.message());
        assertEquals("{ }", text());
        assertEquals(List.of(), connections.all());
    }

    @Test
    void what_became_of_a_connection_is_told_by_its_file() throws Exception {
        write("{}");
        connect(5225);
        assertEquals(Connections.Standing.CURRENT, standing(5225));
        assertEquals(Connections.Standing.OUTDATED, standing(5226));

        write(text().replace("5225", "80"));
        assertEquals(Connections.Standing.CHANGED, standing(5225));

        Files.delete(file);
        assertEquals(Connections.Standing.UNREADABLE, standing(5225));
    }

    @Test
    void a_broken_record_stops_everything() throws Exception {
        write("{}");
        connect(5225);
        String connected = text();
        Files.writeString(folder.resolve("ours/connections.json"), "[{");

        Refused refused = assertThrows(Refused.class, () -> disconnect(5225));

        assertTrue(refused.message().contains("connections.json is broken"), refused.message());
        assertEquals(connected, text());
    }

    @Test
    void many_at_once_end_as_one_after_the_other() throws Exception {
        write("{\"a\":1}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> turn = this::connectUntilItIsDone;
            int made = 0;
            for (var each : threads.invokeAll(Collections.nCopies(12, turn))) {
                made += each.get();
            }
            assertEquals(1, made);
        }
        disconnect(5225);
        assertEquals("{\"a\":1}", text());
    }

    /// How often this one changed the file.
    private int connectUntilItIsDone() throws Refused {
        while (true) {
            Plan plan = connections.connect(place(), keys(5225));
            if (plan.diff().isEmpty()) {
                return 0;
            }
            try {
                connections.apply(plan);
                return 1;
            } catch (Refused e) {
                assertTrue(e.message().endsWith("Try again."), e.message());
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_link_stays_a_link_and_what_it_leads_to_is_changed() throws Exception {
        Path dotfiles = Files.createDirectories(folder.resolve("dotfiles"));
        Path real = Files.writeString(dotfiles.resolve("claude.json"), "{\"a\":1}");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of("../../dotfiles/claude.json"));

        connect(5225);
        assertTrue(Files.isSymbolicLink(file));
        assertTrue(Files.readString(real).contains("5225"));

        disconnect(5225);
        assertTrue(Files.isSymbolicLink(file));
        assertEquals("{\"a\":1}", Files.readString(real));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void who_may_read_a_file_stays_as_it_was() throws Exception {
        write("{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        connect(5225);

        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void what_is_remembered_holds_no_token_of_ours() throws Exception {
        write("{}");
        connect(5225);

        assertFalse(Files.readString(folder.resolve("ours/connections.json")).contains(TOKEN));
    }

    private static void assertOwnerOnly(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        }
    }
}
