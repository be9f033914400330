package dev.patchbay.app.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.OAuthServer;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `patchbay login`, as a person types it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LoginVerbTest {
    @TempDir Path home;

    private OAuthServer server;

    @BeforeEach
    void open() throws Exception {
        server = new OAuthServer();
        Files.writeString(
                home.resolve("settings.json"),
                "{\"version\":1,\"backends\":[%s,{\"id\":\"demo\",\"kind\":\"demo\"}]}"
                        .formatted(server.backend("club")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private record Run(int exit, String out, String err) {}

    private Run run(String... words) throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("PATCHBAY_HOME", home.toString());
        int exit =
                new Verbs(
                                CommandLine.of(words),
                                new AppPaths(
                                        home,
                                        home,
                                        home.resolve("cache"),
                                        home.resolve("logs"),
                                        home.resolve("run")),
                                environment,
                                Terminal.of(InputStream.nullInputStream()),
                                new KnownSecrets(),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8))
                        .run();
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void it_says_where_to_enter_which_code_and_keeps_the_sign_in() throws Exception {
        Run run = run("login", "club");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("Club"), run.out());
        assertTrue(run.out().contains(server.url("/enter")), run.out());
        assertTrue(run.out().contains("ABCD-EFGH"), run.out());
        assertTrue(run.out().contains("Signed in."), run.out());
        assertTrue(Files.exists(home.resolve("logins/club.json")));
    }

    @Test
    void the_next_program_is_signed_in() throws Exception {
        run("login", "club");
        run("test", "club");

        assertEquals("Bearer access-1:org_7", server.shown().getFirst());
    }

    @Test
    void a_sign_in_that_was_denied_fails_and_says_why() throws Exception {
        server.deny("access_denied");
        Run run = run("login", "club");

        assertEquals(1, run.exit());
        assertTrue(run.err().contains("access_denied"), run.err());
    }

    @Test
    void a_backend_that_is_not_there_or_wants_no_sign_in_is_told() throws Exception {
        assertTrue(run("login", "nobody").err().contains("no backend 'nobody'"));
        assertTrue(run("login", "demo").err().contains("no sign-in"));
        assertThrows(CommandLine.Misuse.class, () -> run("login"));
    }
}
