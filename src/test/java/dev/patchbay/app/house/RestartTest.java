package dev.patchbay.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The program as a process of its own, killed and started again in the same home.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class RestartTest {
    private static final String ASKED =
            "{\"model\":\"demo\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir Path home;

    private final List<Process> started = new ArrayList<>();

    /// Where it is, and the token that it wants.
    private record Running(Process process, String address, String token) {}

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private void write(String settings) throws IOException {
        Files.writeString(home.resolve("settings.json"), settings.replace('\'', '"'));
    }

    private Running serve() throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0");
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
        builder.environment().put("PATCHBAY_HOME", home.toString());
        Process process = builder.redirectError(home.resolve("err.txt").toFile()).start();
        started.add(process);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String address = after("serves on ", out);
        return new Running(process, address, after("Local token: ", out));
    }

    private static String after(String words, BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf(words);
            if (at >= 0) {
                return line.substring(at + words.length());
            }
        }
        throw new AssertionError("it never said: " + words);
    }

    private static int ask(Running house) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(house.address() + "/v1/messages"))
                        .headers("x-api-key", house.token(), "content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(ASKED))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /// The one exchange that is over, once it is on the disk.
    private KeptExchange kept() throws Exception {
        Filter over = Filter.ALL.where(Filter.Field.OUTCOME, "ok");
        while (true) {
            try (var history = history()) {
                List<KeptExchange> found = history.page(over, 2).exchanges();
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private HistoryReader history() throws HistoryReader.Unreadable {
        return HistoryReader.open(home.resolve("history.db"), home.resolve("cache/native"))
                .orElseThrow();
    }

    @Test
    void a_budget_that_was_used_up_before_the_program_was_killed_is_used_up_after_it()
            throws Exception {
        write(
                "{'version':1,'backends':[{'id':'demo','kind':'demo'}],'defaultAlias':'demo/demo',"
                    + "'prices':{'demo':{'input':1000,'output':1000}},"
                    + "'budgets':[{'scope':'all','period':'month','usd':0.01,'at100':'refuse'}]}");
        Running first = serve();
        assertEquals(200, ask(first));
        assertTrue(kept().cost().nanoUsd().orElse(0) > 10_000_000);
        first.process().destroyForcibly().waitFor();

        assertEquals(402, ask(serve()));
    }

    @Test
    void bodies_are_kept_where_the_settings_say_so() throws Exception {
        write(
                "{'version':1,'backends':[{'id':'demo','kind':'demo'}],'defaultAlias':'demo/demo',"
                        + "'history':{'keepBodies':true}}");
        assertEquals(200, ask(serve()));
        KeptExchange exchange = kept();
        try (var history = history()) {
            Optional<KeptBody> request =
                    history.bodies(exchange).stream()
                            .filter(body -> body.side().name().equals("CLIENT_REQUEST"))
                            .findFirst();
            assertEquals(4, history.bodies(exchange).size());
            assertEquals(
                    ASKED, new String(request.orElseThrow().content(), StandardCharsets.UTF_8));
        }
    }
}
