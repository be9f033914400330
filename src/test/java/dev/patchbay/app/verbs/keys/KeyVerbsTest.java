package dev.patchbay.app.verbs.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.desktop.AppPaths;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// `patchbay keys` and `patchbay token`, as they are typed where there is no keychain. With a real
/// one: `KeysLiveTest`.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems always have a keychain")
class KeyVerbsTest {
    private record Run(int exit, String out, String err) {}

    @TempDir Path home;

    private Run run(String input, String... words) {
        var paths =
                new AppPaths(
                        home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("r"));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit =
                Main.run(
                        words,
                        paths,
                        Map.of(),
                        Terminal.of(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Run typed(String line) {
        return run("", line.split(" "));
    }

    private void write(String settings) throws IOException {
        Files.writeString(home.resolve("settings.json"), settings.replace('\'', '"'));
    }

    private String settings() throws IOException {
        return Files.readString(home.resolve("settings.json"));
    }

    private boolean anyFileHolds(String value) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys",
                "keys sing",
                "keys list all",
                "keys set",
                "keys set a/1 the-value",
                "keys set ä",
                "keys delete",
                "keys list --demo",
                "token sing",
                "token add",
                "token rotate",
                "token revoke a b",
                "token rotate a --profile p",
                "token add a --demo"
            })
    void wrong_usage_ends_with_2_and_one_sentence_and_touches_nothing(String line)
            throws Exception {
        var run = typed(line);

        assertEquals(2, run.exit(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().matches("[^\n]+[.]\\R"), run.err());
        assertFalse(run.err().contains("the-value"), run.err());
        try (var files = Files.list(home)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void without_a_keychain_a_key_is_kept_nowhere_until_somebody_agrees() throws Exception {
        var refused = run("hush-1\n", "keys", "set", "backend/x/1");

        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("no keychain"), refused.err());
        assertTrue(refused.err().contains("--unencrypted"), refused.err());
        assertFalse(anyFileHolds("hush-1"));
    }

    @Test
    void by_consent_keys_are_kept_in_a_file_that_is_labelled_and_its_owners_alone()
            throws Exception {
        var kept = run("hush-1\n", "keys", "set", "keychain:backend/x/1", "--unencrypted");

        assertEquals(0, kept.exit(), kept.err());
        assertTrue(kept.out().contains("stored unencrypted"), kept.out());
        assertTrue(settings().contains("\"store\": \"file\""), settings());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("secrets.properties"))));
        // Agreed to once is agreed to.
        assertEquals(0, run("hush-2\n", "keys", "set", "backend/x/2").exit());
        var listed = typed("keys list");
        assertTrue(listed.out().contains("stored unencrypted"), listed.out());
        assertTrue(
                listed.out().contains("keychain:backend/x/2  used by nobody  kept"), listed.out());
        assertFalse(listed.out().contains("hush"), listed.out());
    }

    @Test
    void every_secret_is_listed_with_who_wants_it_and_whether_it_is_there() throws Exception {
        write(
                "{'version':1,'keys':{'store':'file'},'backends':["
                    + "{'id':'a','baseUrl':'http://127.0.0.1:1','auth':{'keys':['keychain:backend/a/1','env:NOT_THERE','cmd:pass"
                    + " show a','hush-in-clear']}},"
                    + "{'id':'b','baseUrl':'http://127.0.0.1:1','auth':{'keys':['keychain:backend/a/1']}}]}");
        var lines = typed("keys list").out().lines().toList();

        assertEquals(
                List.of(
                        "keychain:backend/a/1  backend a, backend b  missing: `patchbay keys set"
                                + " backend/a/1`",
                        "env:NOT_THERE  backend a  The environment has no variable NOT_THERE; set"
                                + " it and start Patchbay again.",
                        "cmd:pass …  backend a  asked for when it is needed",
                        "a value in settings.json  backend a  stored unencrypted: `patchbay keys"
                                + " move`"),
                lines.subList(1, 5));
        assertFalse(String.join("", lines).contains("hush"));
    }

    @Test
    void no_value_is_no_key() {
        assertEquals(1, run(" \n", "keys", "set", "a/1", "--unencrypted").exit());
        assertEquals(1, run("two\nlines", "keys", "set", "a/1", "--unencrypted").exit());
    }

    @Test
    void a_deleted_key_is_gone_and_who_still_wants_it_is_said() throws Exception {
        write(
                "{'version':1,'backends':[{'id':'a','baseUrl':'http://127.0.0.1:1','auth':{'keys':['keychain:a/1']}}]}");
        run("hush-1", "keys", "set", "a/1", "--unencrypted");

        var deleted = typed("keys delete a/1");
        assertEquals(0, deleted.exit());
        assertTrue(deleted.out().contains("still wanted by backend a"), deleted.out());
        assertFalse(anyFileHolds("hush-1"));
        assertEquals(1, typed("keys delete a/1").exit());
    }

    @Test
    void keys_in_the_settings_move_after_one_yes_and_no_earlier() throws Exception {
        write(
                "{'version':1,'keys':{'store':'file'},'backends':[{'id':'a','baseUrl':'http://127.0.0.1:1','auth':{'keys':['hush-1']}}]}");
        Files.writeString(home.resolve("settings.json.version-0-x"), "[\"hush-1\"]");

        var asked = typed("keys move");
        assertEquals(1, asked.exit());
        assertTrue(asked.out().contains("key 1 of backend a → keychain:backend/a/1"), asked.out());
        assertTrue(asked.err().contains("--yes"), asked.err());
        assertTrue(settings().contains("hush-1"));

        var moved = typed("keys move --yes");
        assertEquals(0, moved.exit(), moved.err());
        assertTrue(moved.out().contains("settings.json.version-0-x"), moved.out());
        assertTrue(settings().contains("\"keychain:backend/a/1\""), settings());
        assertEquals(
                "[\"keychain:backend/a/1\"]",
                Files.readString(home.resolve("settings.json.version-0-x")));
        assertFalse(settings().contains("hush-1"));
        assertEquals(0, typed("keys move").exit());
    }

    @Test
    void an_entry_that_cannot_be_read_keeps_its_keys_and_is_named() throws Exception {
        write(
                "{'version':1,'keys':{'store':'file'},'backends':[{'id':'a','kind':'grpc','auth':{'keys':['hush-1']}}]}");

        var run = typed("keys move --yes");
        assertTrue(run.err().contains("backends[0].kind"), run.err());
        assertFalse(run.err().contains("hush"), run.err());
    }

    @Test
    void where_no_patchbay_runs_nothing_reads_its_keys_again() {
        var run = typed("keys reload");

        assertEquals(1, run.exit());
        assertTrue(run.err().contains("No Patchbay"), run.err());
    }

    @Test
    void a_token_is_added_with_its_profile_given_a_new_value_and_shut_out() throws Exception {
        write("{'version':1,'profiles':[{'id':'work'}]}");

        String made = typed("token add ci --profile work").out().strip();
        assertTrue(made.matches("pb-[A-Za-z0-9_-]{43}"), made);
        assertEquals(made, Files.readString(home.resolve("tokens/ci")).strip());
        assertTrue(settings().contains("\"profile\": \"work\""), settings());
        assertFalse(settings().contains(made));

        String other = typed("token rotate ci").out().strip();
        assertEquals(other, Files.readString(home.resolve("tokens/ci")).strip());
        assertFalse(other.equals(made));

        assertEquals("Revoked 'ci'.", typed("token revoke ci").out().strip());
        assertFalse(Files.exists(home.resolve("tokens/ci")));
        assertFalse(settings().contains("\"ci\""));
    }

    @Test
    void what_cannot_be_done_to_a_token_is_said() throws Exception {
        write(
                "{'version':1,'server':{'tokens':[{'name':'default','token':'file:tokens/default'},{'name':'e','token':'env:E'},{'name':'o','token':'file:/elsewhere/o'}]}}");

        assertTrue(typed("token add e").err().contains("already"));
        assertTrue(typed("token add ../e").err().contains("letters"));
        assertTrue(typed("token add n --profile none").err().contains("no profile 'none'"));
        assertTrue(typed("token rotate nobody").err().contains("There are: default, e, o."));
        assertTrue(typed("token rotate e").err().contains("env:E"));
        assertTrue(typed("token rotate o").err().contains("not Patchbay's own"));
        assertEquals(0, typed("token revoke e").exit());
        assertEquals(0, typed("token revoke o").exit());
        assertTrue(typed("token revoke default").err().contains("only token"));
    }

    @Test
    void a_token_in_the_clear_moves_into_a_file_when_it_gets_a_new_value() throws Exception {
        write("{'version':1,'server':{'tokens':[{'name':'t','token':'hush-token'}]}}");

        assertEquals(0, typed("token rotate t").exit());

        assertTrue(settings().contains("file:tokens/t"), settings());
        assertFalse(anyFileHolds("hush-token"));
    }
}
