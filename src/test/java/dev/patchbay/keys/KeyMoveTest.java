package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.SettingsStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyMoveTest {
    private static final String TWO =
            "{'version':1,'backends':["
                + "{'id':'a','baseUrl':'http://127.0.0.1:1/v1','auth':{'keys':['plain-a1','env:K','plain-a3']}},"
                + "{'id':'b','baseUrl':'http://127.0.0.1:1/v1','auth':{'keys':['plain-b1']}}]}";

    @TempDir Path folder;

    private final InMemory keychain = new InMemory();
    private SettingsStore store;
    private OwnerOnlyFile file;

    /// A keychain that can be told to fail.
    private static final class InMemory implements Keychain {
        final Map<String, Secret> kept = new TreeMap<>();
        int until = Integer.MAX_VALUE;

        @Override
        public Secret get(String name) throws SecretUnavailable {
            if (!kept.containsKey(name)) {
                throw new SecretUnavailable(Reason.MISSING, "no " + name);
            }
            return kept.get(name);
        }

        @Override
        public void put(String name, Secret secret) throws SecretUnavailable {
            if (until-- <= 0) {
                throw new SecretUnavailable(Reason.VANISHED, "It ended.");
            }
            kept.put(name, secret);
        }

        @Override
        public void delete(String name) {
            kept.remove(name);
        }

        @Override
        public List<String> names() {
            return List.copyOf(kept.keySet());
        }

        @Override
        public String place() {
            return "memory";
        }
    }

    private KeyMove move(String settings) throws IOException {
        Files.writeString(folder.resolve("settings.json"), settings.replace('\'', '"'));
        store =
                SettingsStore.open(
                        folder.resolve("settings.json"),
                        Overrides.NONE,
                        InstantSource.system(),
                        _ -> {});
        file = new OwnerOnlyFile(folder.resolve("secrets.properties"));
        return new KeyMove(store, keychain, file, folder.resolve("moving"));
    }

    @AfterEach
    void close() throws Exception {
        if (store != null) {
            store.close();
        }
    }

    private List<String> references() {
        return SecretUse.in(store.stored()).stream()
                .filter(use -> use.user().startsWith("backend"))
                .map(use -> use.ref().toString())
                .toList();
    }

    /// The files of the folder that hold this value.
    private List<String> holders(String value) throws IOException {
        List<String> holders = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(value)) {
                    holders.add(each.getFileName().toString());
                }
            }
        }
        return holders;
    }

    @Test
    void keys_in_the_clear_move_and_references_stay() throws Exception {
        var moved = move(TWO).run();

        assertEquals(
                List.of(
                        "keychain:backend/a/1",
                        "env:K",
                        "keychain:backend/a/3",
                        "keychain:backend/b/1"),
                references());
        assertEquals("plain-a3", keychain.get("backend/a/3").reveal());
        assertEquals(3, moved.steps().size());
        assertEquals(List.of(), holders("plain-"));
    }

    @Test
    void the_plan_says_what_would_move_and_changes_nothing() throws Exception {
        var plan = move(TWO).plan();

        assertEquals("settings.json, key 3 of backend a", plan.get(1).from());
        assertEquals("keychain:backend/a/3", plan.get(1).to().toString());
        assertEquals(Map.of(), keychain.kept);
        assertEquals(List.of("settings.json"), holders("plain-a3"));
    }

    @Test
    void no_copy_of_the_settings_keeps_a_key() throws Exception {
        Files.writeString(
                folder.resolve("settings.json.version-0-20260101-000000"),
                "{\"keys\":[\"plain-a1\"]}");
        Files.writeString(
                folder.resolve("settings.json.unreadable-20260101-000000"),
                "{\"keys\":[\" pl\\u0061in-b1\", \"other");
        Files.writeString(folder.resolve("settings.json~"), "\"plain-a3\" \"plain-a3-longer\"");
        Files.writeString(folder.resolve("notes.txt"), "\"plain-a1\"");

        var moved = move(TWO).run();

        assertEquals(3, moved.copies().size());
        assertEquals(List.of("notes.txt"), holders("plain-a1"));
        assertEquals(
                "{\"keys\":[\"keychain:backend/b/1\", \"other",
                Files.readString(folder.resolve("settings.json.unreadable-20260101-000000")));
        assertEquals(
                "\"keychain:backend/a/3\" \"plain-a3-longer\"",
                Files.readString(folder.resolve("settings.json~")));
    }

    @Test
    void a_name_that_is_taken_is_left_alone() throws Exception {
        keychain.put("backend/a/1", Secret.of("somebody's"));
        move(TWO).run();

        assertEquals("keychain:backend/a/2", references().getFirst());
        assertEquals("somebody's", keychain.get("backend/a/1").reveal());
    }

    @Test
    void the_same_key_twice_in_one_backend_moves_once() throws Exception {
        move(TWO.replace("plain-a3", "plain-a1")).run();

        assertEquals(
                List.of("keychain:backend/a/1", "env:K", "keychain:backend/a/1"),
                references().subList(0, 3));
        assertEquals(List.of("backend/a/1", "backend/b/1"), keychain.names());
    }

    @Test
    void a_keychain_that_fails_halfway_leaves_everything_where_it_was() throws Exception {
        var move = move(TWO);
        keychain.until = 2;

        assertEquals(Reason.VANISHED, assertThrows(SecretUnavailable.class, move::run).reason());
        assertEquals(Map.of(), keychain.kept);
        assertEquals(List.of("settings.json"), holders("plain-a1"));
        assertFalse(Files.exists(folder.resolve("moving")));
    }

    @Test
    void what_lies_in_the_file_moves_once_the_keychain_is_chosen() throws Exception {
        var move = move("{'version':1}");
        file.put("backend/x/1", Secret.of("from-file"));
        file.put("backend/x/2", Secret.of("outdated"));
        keychain.put("backend/x/2", Secret.of("in-force"));

        move.run();

        assertEquals("from-file", keychain.get("backend/x/1").reveal());
        assertEquals("in-force", keychain.get("backend/x/2").reveal());
        assertEquals(List.of(), holders("from-file"));
        assertFalse(Files.exists(folder.resolve("secrets.properties")));
    }

    @Test
    void what_lies_in_the_file_stays_while_the_file_is_chosen() throws Exception {
        var move = move("{'version':1,'keys':{'store':'file'}}");
        file.put("backend/x/1", Secret.of("from-file"));

        assertEquals(List.of(), move.run().steps());
        assertEquals(KeyPlace.FILE, store.stored().keys().store());
        assertEquals("from-file", file.get("backend/x/1").reveal());
    }

    @Test
    void a_slip_of_a_move_that_never_reached_the_settings_is_taken_back() throws Exception {
        var move = move(TWO);
        keychain.put("backend/a/1", Secret.of("plain-a1"));
        Files.writeString(folder.resolve("moving"), "settings backend/a/1\nsettings backend/a/3");

        assertTrue(move.finish());

        assertEquals(Map.of(), keychain.kept);
        assertEquals(List.of("settings.json"), holders("plain-a1"));
        assertFalse(move.finish());
    }

    @Test
    void a_slip_of_a_move_that_reached_the_settings_is_finished() throws Exception {
        var move = move(TWO.replace("plain-a1", "keychain:backend/a/1"));
        keychain.put("backend/a/1", Secret.of("plain-a1"));
        Files.writeString(folder.resolve("moving"), "settings backend/a/1");
        Files.writeString(folder.resolve("settings.json.version-0-x"), "\"plain-a1\"");

        assertTrue(move.finish());

        assertEquals("plain-a1", keychain.get("backend/a/1").reveal());
        assertEquals(List.of(), holders("plain-a1"));
    }

    @Test
    void what_nobody_else_holds_is_never_taken_back() throws Exception {
        var move = move("{'version':1}");
        keychain.put("backend/a/1", Secret.of("the only one"));
        Files.writeString(folder.resolve("moving"), "settings backend/a/1");

        move.finish();

        assertEquals("the only one", keychain.get("backend/a/1").reveal());
    }
}
