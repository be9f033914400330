package dev.patchbay.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.OAuthServer;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/// Real processes that share a login, and some that are killed.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class LoginProcessesTest {
    private static final int KILLS = 5;

    @TempDir Path folder;

    @Test
    void two_processes_that_share_a_login_renew_it_once() throws Exception {
        try (var server = new OAuthServer();
                var first = new Asker(server, folder);
                var second = new Asker(server, folder)) {
            Instant longAgo = Instant.now().minus(Duration.ofHours(2));
            Signed.keep(
                    server,
                    new LoginFiles(folder, new KnownSecrets()),
                    longAgo,
                    Duration.ofHours(1));
            server.revokeAccess();
            first.heard();
            second.heard();
            server.closeGate();
            first.ask();
            second.ask();
            server.awaitQuestions(1);
            server.openGate();

            assertEquals("200", first.heard());
            assertEquals("200", second.heard());
            assertEquals(List.of("refresh_token refresh-1"), server.asked());
        }
    }

    @Test
    void a_killed_process_leaves_a_whole_login_or_a_clear_end() throws Exception {
        long seed = 5225;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var logins = new LoginFiles(folder, new KnownSecrets());
        try (var server = new OAuthServer();
                var survivor = Signed.of(server, folder, InstantSource.system())) {
            for (int kill = 0; kill < KILLS; kill++) {
                boolean atWork = kill % 2 == 1;
                String message = "seed " + seed + ", kill " + kill;
                Instant longAgo = Instant.now().minus(Duration.ofHours(2));
                Signed.keep(server, logins, longAgo, Duration.ofHours(1));
                renewAndKill(server, logins, 1 + random.nextInt(20), atWork);

                // Whatever the killed process held is free again.
                server.revokeAccess();
                RecordedAnswer answer = survivor.ask().awaitOver();
                if (atWork && answer.status() == 0) {
                    // It had been given a pair and could not keep it: no care can change that.
                    String said = answer.failure().message();
                    assertTrue(said.contains("patchbay login"), message + ": " + said);
                } else {
                    assertEquals(200, answer.status(), message);
                }
            }
        }
    }

    /// Has a process renew its token with every request, and kills it.
    ///
    /// @param atWork in the middle of a request
    private void renewAndKill(OAuthServer server, LoginFiles logins, int asks, boolean atWork)
            throws Exception {
        try (var killed = new Asker(server, folder)) {
            killed.heard();
            for (int i = 0; i < asks; i++) {
                server.revokeAccess();
                killed.ask();
                assertEquals("200", killed.heard());
                whole(logins);
            }
            if (atWork) {
                int before = server.asked().size();
                server.revokeAccess();
                killed.ask();
                server.awaitQuestions(before + 1);
            }
        }
        whole(logins);
    }

    private static Login whole(LoginFiles logins) {
        try {
            return logins.find(Signed.ID).orElseThrow();
        } catch (SecretUnavailable e) {
            throw new AssertionError(e.message(), e);
        }
    }

    /// A process that sends a request whenever it is told to, and says how that went.
    private static final class Asker implements AutoCloseable {
        private final Process process;
        private final BufferedReader said;

        Asker(OAuthServer server, Path folder) throws IOException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Dorg.jboss.logging.provider=slf4j",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName(),
                                    server.backend(Signed.ID),
                                    folder.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            said = process.inputReader();
        }

        void ask() throws IOException {
            process.outputWriter().write("ask\n");
            process.outputWriter().flush();
        }

        String heard() throws IOException {
            return said.readLine();
        }

        /// Kills it.
        @Override
        public void close() {
            process.destroyForcibly();
            try {
                process.waitFor();
                said.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static final class Main {
        public static void main(String[] args) throws Exception {
            var logins = new LoginFiles(Path.of(args[1]), new KnownSecrets());
            try (var program = new Signed(args[0], logins, InstantSource.system());
                    var in = new BufferedReader(new InputStreamReader(System.in))) {
                System.out.println("ready");
                while (in.readLine() != null) {
                    RecordedAnswer answer = program.ask().awaitOver();
                    System.out.println(
                            answer.status() == 0 ? answer.failure().message() : answer.status());
                }
            }
        }
    }
}
