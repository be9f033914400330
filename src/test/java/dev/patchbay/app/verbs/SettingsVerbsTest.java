package dev.patchbay.app.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Typed;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SettingsVerbsTest {
    private static final String VALUE = "obviously-fake-value";
    private static final String SETTINGS =
            """
            {
              "version": 1,
              "backends": [ {
                "id": "shop",
                "baseUrl": "http://127.0.0.1:1/v1",
                "auth": { "keys": [ "%s" ] }
              } ],
              "defaultAlias": "shop/m"
            }
            """
                    .formatted(VALUE);

    @TempDir Path home;

    private Path settings(String text) throws IOException {
        return Files.writeString(home.resolve("settings.json"), text);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("other.json"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "settings",
                "settings export",
                "settings import",
                "settings share a",
                "settings export a b",
                "settings export a --dry-run"
            })
    void wrong_usage_ends_with_2(String line) {
        var typed = Typed.in(home, line.split(" "));

        assertEquals(2, typed.exit());
        assertTrue(typed.err().matches("[^\n]+[.]\\R"), typed.err());
    }

    @Test
    void an_export_holds_references_and_says_what_became_of_values() throws Exception {
        settings(SETTINGS);
        Path file = home.resolve("out.json");

        var typed = Typed.in(home, "settings", "export", file.toString());

        assertEquals(0, typed.exit(), typed.err());
        String text = Files.readString(file);
        assertTrue(text.contains("keychain:backend/shop/1"), text);
        assertFalse(text.contains(VALUE), text);
        assertTrue(typed.out().contains("auth.keys[0] was a value"), typed.out());
        assertFalse(typed.out().contains(VALUE), typed.out());
    }

    @Test
    void an_export_does_not_take_the_place_of_the_settings() throws Exception {
        Path own = settings(SETTINGS);

        var typed = Typed.in(home, "settings", "export", own.toString());

        assertEquals(1, typed.exit());
        assertEquals(SETTINGS, Files.readString(own));
    }

    @Test
    void a_dry_run_shows_what_would_change_and_changes_nothing() throws Exception {
        Path own = settings("{ \"version\": 1 }");
        Path other = file(SETTINGS);

        var typed = Typed.in(home, "settings", "import", other.toString(), "--dry-run");

        assertEquals(0, typed.exit(), typed.err());
        assertTrue(typed.out().contains("+     \"id\": \"shop\""), typed.out());
        assertFalse(typed.out().contains(VALUE), typed.out());
        assertEquals("{ \"version\": 1 }", Files.readString(own));
    }

    @Test
    void an_import_takes_the_place_of_all_and_tells_which_keys_are_wanted() throws Exception {
        Path own = settings("{\"version\":1,\"aliases\":[{\"name\":\"old\",\"targets\":[]}]}");
        Path other = file(SETTINGS.replace(VALUE, "env:NOBODY_SET_THIS"));

        var typed = Typed.in(home, "settings", "import", other.toString());

        assertEquals(0, typed.exit(), typed.err());
        String now = Files.readString(own);
        assertTrue(now.contains("env:NOBODY_SET_THIS"), now);
        assertFalse(now.contains("old"), now);
        assertTrue(typed.out().contains("backend shop wants env:NOBODY_SET_THIS: "), typed.out());
    }

    @Test
    void a_file_with_a_fault_changes_nothing() throws Exception {
        Path own = settings("{ \"version\": 1 }");
        Path other = file("{\"version\":1,\"defaultAlias\":\"nobody/m\",\"server\":{\"port\":-1}}");

        var typed = Typed.in(home, "settings", "import", other.toString());

        assertEquals(1, typed.exit());
        assertTrue(typed.err().startsWith("The settings stay as they were."), typed.err());
        assertEquals("{ \"version\": 1 }", Files.readString(own));
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var typed = Typed.in(home, "settings", "import", home.resolve("gone.json").toString());

        assertEquals(1, typed.exit());
        assertTrue(typed.err().startsWith("There is no file "), typed.err());
    }
}
