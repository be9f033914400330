package dev.patchbay.app.verbs.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.desktop.AppPaths;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConnectVerbTest {
    private static final String TOKEN = "pb-made-up-for-tests";

    private record Run(int exit, String out, String err) {}

    @TempDir Path folder;

    private Run run(String... words) {
        Path ours = folder.resolve("ours");
        var paths = new AppPaths(ours, ours, ours, ours, ours);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        // Nobody can listen on port 1 unnoticed, so no Patchbay answers there.
        Map<String, String> environment =
                Map.of(
                        "HOME",
                        folder.toString(),
                        "USERPROFILE",
                        folder.toString(),
                        "PATCHBAY_TOKEN",
                        TOKEN,
                        "PATCHBAY_PORT",
                        "1");
        int exit =
                Main.run(
                        words,
                        paths,
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path file() throws IOException {
        Files.createDirectories(folder.resolve(".claude"));
        return folder.resolve(".claude/settings.json");
    }

    @Test
    void connecting_shows_what_becomes_of_the_file_and_does_it() throws Exception {
        Files.writeString(file(), "{\n  \"model\": \"my-model\"\n}\n");

        Run run = run("connect", "claude-code");

        assertEquals(0, run.exit, run.err);
        assertTrue(
                run.out.startsWith(
                        """
                        %s
                            2 -   "model": "••••"
                            2 +   "model": "••••",
                            3 +   "env": {
                            4 +     "ANTHROPIC_BASE_URL": "http://127.0.0.1:1",
                            5 +     "ANTHROPIC_AUTH_TOKEN": "••••",
                            6 +     "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY": "1"
                            7 +   }
                        """
                                .formatted(file())),
                run.out);
        assertTrue(run.out.contains("The file as it was: " + folder), run.out);
        assertTrue(run.out.contains("Patchbay does not run there now"), run.out);
        assertFalse((run.out + run.err).contains(TOKEN), run.out);
        assertTrue(Files.readString(file()).contains(TOKEN));
    }

    @Test
    void a_dry_run_shows_the_same_and_changes_nothing() throws Exception {
        Files.writeString(file(), "{}");

        Run run = run("connect", "--all", "--dry-run");

        assertEquals(0, run.exit, run.err);
        assertTrue(run.out.contains("+     \"ANTHROPIC_BASE_URL\""), run.out);
        assertTrue(run.out.endsWith("Nothing was changed.\n"), run.out);
        assertEquals("{}", Files.readString(file()));
    }

    @Test
    void connecting_twice_says_so() {
        run("connect", "claude-code");

        Run run = run("connect", "claude-code");

        assertEquals(0, run.exit);
        assertTrue(run.out.contains("leads to http://127.0.0.1:1 already"), run.out);
    }

    @Test
    void disconnecting_all_gives_every_file_back() throws Exception {
        Files.writeString(file(), "{}");
        run("connect", "claude-code", "--keep-login");
        assertTrue(Files.readString(file()).contains("x-patchbay-token: " + TOKEN));

        Run run = run("disconnect", "--all");

        assertEquals(0, run.exit, run.err);
        assertEquals("{}", Files.readString(file()));
        assertEquals("No client is connected.\n", run("disconnect", "--all").out);
    }

    @Test
    void a_file_that_cannot_be_changed_fails_with_the_reason() throws Exception {
        Files.writeString(file(), "{ nonsense");

        for (String verb : new String[] {"connect", "disconnect"}) {
            Run run = run(verb, "claude-code");

            assertEquals(1, run.exit);
            assertEquals(
                    file()
                            + " was not touched. It is not valid JSON at line 1, column 3; mend it"
                            + " there first.\n",
                    run.err);
        }
    }

    @Test
    void a_client_without_a_file_gets_lines_to_copy() {
        Run run = run("connect", "openai");

        assertEquals(0, run.exit);
        assertTrue(run.out.contains("http://127.0.0.1:1/v1"), run.out);
        assertTrue(run.out.contains(TOKEN), run.out);
        assertEquals("No file was changed for OpenAI clients.\n", run("disconnect", "openai").out);
    }

    @Test
    void a_profile_that_no_token_has_fails() {
        Run run = run("connect", "claude-code", "--profile", "work");

        assertEquals(1, run.exit);
        assertEquals("No local token has the profile 'work'.\n", run.err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "connect fax",
                "connect claude-code anthropic",
                "connect --all claude-code",
                "connect claude-code --scope world",
                "disconnect --keep-login claude-code",
                "run",
                "run --",
            })
    void wrong_usage_is_told(String words) {
        Run run = run(words.split(" "));

        assertEquals(2, run.exit, run.out);
        assertEquals(1, run.err.lines().count(), run.err);
    }
}
