package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.keys.GnomeKeyring;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The whole program, as processes of its own, with a real keychain: one serves, others change what
/// it knows.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has this keychain")
@Timeout(120)
public class KeysLiveTest {
    private static final String HELLO =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";

    @TempDir Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder printed = new StringBuilder();
    private GnomeKeyring keyring;
    private MockWebServer backend;
    private volatile String shown = "";
    private Process serving;
    private String door;
    private String token;

    @BeforeEach
    void open() throws Exception {
        keyring = GnomeKeyring.start(Files.createDirectory(folder.resolve("keyring")));
        backend = new MockWebServer();
        backend.setDispatcher(new Chatting());
        backend.start();
        Files.createDirectory(home());
        Files.writeString(
                home().resolve("settings.json"),
                """
                {"version":1,"server":{"port":0},"backends":[
                  {"id":"up","kind":"openai","baseUrl":"%s",
                   "models":[{"id":"m"}],
                   "auth":{"style":"bearer","keys":["keychain:backend/up/1"]}}],
                 "defaultAlias":"up/m"}
                """
                        .formatted(backend.url("/v1")));
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        if (serving != null) {
            serving.destroyForcibly().waitFor();
        }
        if (backend != null) {
            backend.close();
        }
        if (keyring != null) {
            keyring.close();
        }
    }

    private Path home() {
        return folder.resolve("home");
    }

    private ProcessBuilder program(String... words) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
        builder.environment().put("PATCHBAY_HOME", home().toString());
        builder.environment().put("PATCHBAY_LOG_LEVEL", "trace");
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", keyring.address());
        return builder;
    }

    /// Runs a verb; answers what it put out.
    private String verb(String input, String... words) throws Exception {
        Process process = program(words).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the verb did not end");
        assertEquals(0, process.exitValue(), out);
        printed.append(out);
        return out.strip();
    }

    private void serve() throws Exception {
        serving = program("serve").redirectError(home().resolve("err.txt").toFile()).start();
        BufferedReader out = serving.inputReader(StandardCharsets.UTF_8);
        door = after(out, " serves on ");
        token = after(out, "Local token: ");
    }

    private static String after(BufferedReader out, String words) throws IOException {
        String line = Objects.requireNonNull(out.readLine(), "it did not serve");
        while (!line.contains(words)) {
            line = Objects.requireNonNull(out.readLine(), "it did not serve");
        }
        return line.substring(line.indexOf(words) + words.length());
    }

    /// Answers every chat, lists no models, and keeps what it was shown.
    private final class Chatting extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            if (!request.getTarget().endsWith("/chat/completions")) {
                return new MockResponse.Builder().code(404).build();
            }
            shown = String.valueOf(request.getHeaders().get("Authorization"));
            return new MockResponse.Builder()
                    .addHeader("content-type", "application/json")
                    .body(HELLO)
                    .build();
        }
    }

    /// Asks with this token; answers the status and, where it was asked, what the backend was
    /// shown.
    private String ask(String with) throws Exception {
        shown = "";
        var request =
                HttpRequest.newBuilder(URI.create(door + "/v1/messages"))
                        .headers("content-type", "application/json", "x-api-key", with)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"model\":\"up/m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        printed.append(answer.body());
        return (answer.statusCode() + " " + shown).strip();
    }

    private void nothingTells(String... secrets) throws IOException {
        try (var files = Files.walk(home())) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                printed.append(Files.readString(each, StandardCharsets.ISO_8859_1));
            }
        }
        for (String secret : secrets) {
            assertEquals(-1, printed.indexOf(secret), "a secret was told");
        }
        assertTrue(printed.indexOf("keys-reloaded") > 0, "the log was not searched");
    }

    @Test
    void a_key_that_a_verb_keeps_or_replaces_is_shown_by_the_one_that_runs() throws Exception {
        serve();
        assertEquals("401", ask(token));

        verb("hush-first-key\n", "keys", "set", "backend/up/1");
        assertEquals("200 Bearer hush-first-key", ask(token));

        verb("hush-second-key\n", "keys", "set", "backend/up/1");
        assertEquals("200 Bearer hush-second-key", ask(token));

        assertTrue(verb("", "keys", "list").contains("keychain:backend/up/1  backend up  kept"));
        verb("", "keys", "delete", "backend/up/1");
        assertEquals("401", ask(token));
        nothingTells("hush-first-key", "hush-second-key");
    }

    @Test
    void a_key_in_the_clear_is_shown_before_and_after_it_moved() throws Exception {
        Path settings = home().resolve("settings.json");
        Files.writeString(
                settings,
                Files.readString(settings).replace("keychain:backend/up/1", "hush-in-clear"));
        serve();
        assertEquals("200 Bearer hush-in-clear", ask(token));

        verb("", "keys", "move", "--yes");

        assertTrue(Files.readString(settings).contains("\"keychain:backend/up/1\""));
        assertEquals("200 Bearer hush-in-clear", ask(token));
        nothingTells("hush-in-clear");
    }

    @Test
    void tokens_come_change_and_go_while_it_runs() throws Exception {
        verb("hush-key\n", "keys", "set", "backend/up/1");
        serve();

        String made = verb("", "token", "add", "ci");
        assertTrue(ask(made).startsWith("200 "));

        String other = verb("", "token", "rotate", "ci");
        assertEquals("401", ask(made));
        assertTrue(ask(other).startsWith("200 "));

        verb("", "token", "revoke", "ci");
        assertEquals("401", ask(other));
        assertTrue(ask(token).startsWith("200 "));
    }
}
