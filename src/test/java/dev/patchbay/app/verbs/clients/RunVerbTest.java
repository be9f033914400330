package dev.patchbay.app.verbs.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.SignIn;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that is run by the program, as a process of its own.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
class RunVerbTest {
    /// Tells what leads it to us, and ends when a line comes.
    private static final String TELL =
            "echo \"$ANTHROPIC_BASE_URL $ANTHROPIC_AUTH_TOKEN $OPENAI_BASE_URL\"; read line; exit"
                    + " 7";

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process patchbay(Map<String, String> environment, String... words) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@packaging/jvm.options",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(
                        name ->
                                name.startsWith("PATCHBAY_")
                                        || name.toLowerCase().contains("proxy"));
        builder.environment().put("PATCHBAY_HOME", folder.resolve("ours").toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process =
                builder.redirectError(folder.resolve("err-" + started.size() + ".txt").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private String said(int process) throws IOException {
        return Files.readString(folder.resolve("err-" + process + ".txt"));
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the program did not end");
        return process.exitValue();
    }

    private static int ask(String address, String token) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/v1/models"))
                            .header("authorization", "Bearer " + token)
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void a_command_finds_us_as_long_as_it_runs_and_its_exit_code_is_ours() throws Exception {
        Process run = patchbay(Map.of(), "run", "--", "sh", "-c", TELL);
        String[] told = run.inputReader(StandardCharsets.UTF_8).readLine().split(" ");

        assertEquals(200, ask(told[0], told[1]));
        assertEquals(told[0] + "/v1", told[2]);
        run.outputWriter(StandardCharsets.UTF_8).append("\n").close();

        assertEquals(7, exit(run));
        assertThrows(ConnectException.class, () -> ask(told[0], told[1]));
        assertEquals("", said(0));
        assertTrue(Files.readString(folder.resolve("ours/logs/patchbay.jsonl")).contains("door-"));
    }

    @Test
    void a_patchbay_that_runs_is_used_and_outlives_the_command() throws Exception {
        Process serve = patchbay(Map.of(), "serve", "--demo", "--port", "0");
        BufferedReader greeting = serve.inputReader(StandardCharsets.UTF_8);
        String address = greeting.readLine().replaceFirst(".* ", "");
        String token = greeting.readLine().replaceFirst(".* ", "");
        String port = address.replaceFirst(".*:", "");

        Process run = patchbay(Map.of("PATCHBAY_PORT", port), "run", "--", "sh", "-c", TELL);
        String told = run.inputReader(StandardCharsets.UTF_8).readLine();
        run.outputWriter(StandardCharsets.UTF_8).append("\n").close();

        assertEquals(7, exit(run));
        assertTrue(told.startsWith(address + " " + token + " "), told);
        assertEquals(200, ask(address, token));
    }

    @Test
    void where_a_client_is_connected_we_serve_where_it_asks() throws Exception {
        String port = freePort();
        exit(patchbay(Map.of("PATCHBAY_PORT", port), "connect", "claude-code"));

        Process run = patchbay(Map.of("PATCHBAY_PORT", port), "run", "--", "sh", "-c", TELL);
        String told = run.inputReader(StandardCharsets.UTF_8).readLine();
        run.outputWriter(StandardCharsets.UTF_8).append("\n").close();

        assertEquals(7, exit(run));
        assertTrue(told.startsWith("http://127.0.0.1:" + port + " "), told);
    }

    private static String freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    @Test
    void a_signal_that_only_we_got_is_passed_on() throws Exception {
        String wait = "trap 'exit 9' TERM; echo up; read line";
        Process run = patchbay(Map.of(), "run", "--demo", "--", "sh", "-c", wait);
        assertEquals("up", run.inputReader(StandardCharsets.UTF_8).readLine());

        // Unlike the process itself, its handle leaves the streams open when it destroys.
        run.toHandle().destroy();

        assertEquals(9, exit(run));
    }

    @Test
    void a_command_that_does_not_exist_fails() throws Exception {
        Process run = patchbay(Map.of(), "run", "--", "no-such-command");

        assertEquals(1, exit(run));
        assertEquals(
                "'no-such-command' cannot be run; is it installed, and on the PATH?\n", said(0));
    }

    @Test
    void what_would_lead_a_client_elsewhere_is_left_out() {
        Map<String, String> environment =
                Map.of(
                        "CLAUDE_CODE_USE_BEDROCK", "1",
                        "ANTHROPIC_API_KEY", "made-up",
                        "https_proxy", "http://proxy",
                        "NO_PROXY", "localhost",
                        "LANG", "C");
        var claude = ClaudeCode.of(folder, folder, environment);
        var verb = new RunVerb(List.of("x"), SignIn.REPLACED, claude, environment, System.err);

        Map<String, String> variables =
                verb.variables(Access.of("127.0.0.1", 5225, Secret.of("pb-made-up")));

        assertFalse(variables.containsKey("CLAUDE_CODE_USE_BEDROCK"));
        assertFalse(variables.containsKey("ANTHROPIC_API_KEY"));
        assertEquals("localhost,127.0.0.1", variables.get("NO_PROXY"));
        assertEquals("127.0.0.1", variables.get("no_proxy"));
        assertEquals("C", variables.get("LANG"));
    }

    @Test
    void a_command_is_found_by_the_endings_of_windows() throws Exception {
        Path command = Files.createFile(folder.resolve("claude.cmd"));

        assertEquals(
                List.of(command.toString(), "-p"),
                Executables.withEnding(
                        List.of("claude", "-p"),
                        Map.of("PATH", folder.toString(), "PATHEXT", ".EXE;.CMD")));
    }
}
