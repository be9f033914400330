package dev.patchbay.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program as a process of its own, serving.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ServeTest {
    @TempDir Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process serve(Map<String, String> environment, String... options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@packaging/jvm.options",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "serve"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
        builder.environment().putAll(environment);
        builder.environment().put("PATCHBAY_HOME", home.toString());
        Process process = builder.redirectError(home.resolve("err.txt").toFile()).start();
        started.add(process);
        return process;
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("err.txt"));
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the program did not end");
        return process.exitValue();
    }

    /// Serves until the greeting was read; answers the token in it.
    private String greeted(Map<String, String> environment) throws Exception {
        Process process = serve(environment, "--demo", "--port", "0");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("Local token: ")) {
            line = out.readLine();
        }
        assertTrue(line != null, () -> "no greeting");
        process.destroy();
        exit(process);
        return line.substring("Local token: ".length());
    }

    @Test
    void serving_loads_nothing_of_windows() throws Exception {
        Path loaded = home.resolve("loaded.txt");

        greeted(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded));

        List<String> names =
                Files.readAllLines(loaded).stream()
                        .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ")[0])
                        .toList();
        assertTrue(names.contains(Main.class.getName()), "the names of classes are not read");
        assertEquals(
                List.of(),
                names.stream()
                        .filter(
                                name ->
                                        name.matches(
                                                "(javafx|com\\.sun\\.(javafx|glass|prism)|dev\\.patchbay\\.gui|java\\.awt)\\..*"))
                        .toList());
    }

    @Test
    void the_first_start_tells_that_it_made_a_token_but_never_which() throws Exception {
        String token = greeted(Map.of());
        String log = Files.readString(home.resolve("logs/patchbay.jsonl"));
        assertTrue(log.contains("\"note\":\"token-made\",\"name\":\"default\""), log);
        assertFalse((log + said()).contains(token), log);

        Files.delete(home.resolve("logs/patchbay.jsonl"));
        assertEquals(token, greeted(Map.of()));
        String second = Files.readString(home.resolve("logs/patchbay.jsonl"));
        assertFalse(second.contains("token-made"), second);
    }

    @Test
    void a_wrong_variable_is_said_once() throws Exception {
        greeted(Map.of("PATCHBAY_LOG_LEVEL", "loud"));

        assertEquals(2, said().split("PATCHBAY_LOG_LEVEL", -1).length, said());
    }

    @Test
    void a_ca_file_that_is_not_there_is_named_and_does_not_stop_it() throws Exception {
        Files.writeString(
                home.resolve("settings.json"), "{\"version\":1,\"caFile\":\"office.pem\"}");
        Process process = serve(Map.of(), "--port", "0");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("Local token: ")) {
                break;
            }
        }
        process.destroy();
        exit(process);

        String log = Files.readString(home.resolve("logs/patchbay.jsonl"));
        assertTrue(log.contains("There is no CA file " + home.resolve("office.pem") + "."), log);
    }

    @Test
    void an_address_that_is_not_ours_ends_it_with_a_reason() throws Exception {
        assertEquals(1, exit(serve(Map.of(), "--demo", "--port", "0", "--host", "203.0.113.5")));
        String last = said().lines().toList().getLast();
        assertTrue(last.startsWith("Patchbay cannot listen on 203.0.113.5"), said());
    }

    @Test
    void a_port_that_another_program_has_ends_it_with_that_programs_name() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            assertEquals(1, exit(serve(Map.of(), "--demo", "--port", port)));
            String last = said().lines().toList().getLast();
            assertTrue(last.startsWith("Port " + port + " is in use"), said());
        }
    }
}
