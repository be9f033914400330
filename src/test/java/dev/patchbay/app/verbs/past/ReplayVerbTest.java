package dev.patchbay.app.verbs.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.app.Main;
import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The whole program, as processes of its own: one serves or none does, others send again what was
/// kept.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class ReplayVerbTest {
    private static final String ASKED =
            "{\"model\":\"demo\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private record Run(int exit, String out, String err) {
        JsonNode json() throws IOException {
            assertEquals(0, exit, err);
            return Json.read(out);
        }
    }

    @TempDir Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private String door = "";
    private String token = "";

    /// What the client asks for costs nothing; what it is sent again to uses the budget up.
    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                home.resolve("settings.json"),
                """
                {"version":1,"server":{"port":0},
                 "backends":[{"id":"demo","kind":"demo"}],"defaultAlias":"demo/demo",
                 "prices":{"demo":{"input":0,"output":0},"demo-think":{"input":1000,"output":1000}},
                 "budgets":[{"scope":"all","period":"month","usd":0.01,"at100":"refuse"}],
                 "history":{"keepBodies":true}}
                """);
    }

    @AfterEach
    void end() throws InterruptedException {
        client.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... words) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PATCHBAY_"));
        builder.environment().put("PATCHBAY_HOME", home.toString());
        Process process =
                builder.redirectError(home.resolve("err-" + started.size() + ".txt").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private Run verb(String... words) throws Exception {
        Path err = home.resolve("err-" + started.size() + ".txt");
        Process process = start(words);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the verb did not end");
        return new Run(process.exitValue(), out, Files.readString(err).strip());
    }

    private Process serve() throws IOException {
        Process serving = start("serve");
        BufferedReader out = serving.inputReader(StandardCharsets.UTF_8);
        door = after(out, " serves on ");
        token = after(out, "Local token: ");
        return serving;
    }

    private static String after(BufferedReader out, String words) throws IOException {
        String line = Objects.requireNonNull(out.readLine(), "it did not serve");
        while (!line.contains(words)) {
            line = Objects.requireNonNull(out.readLine(), "it did not serve");
        }
        return line.substring(line.indexOf(words) + words.length());
    }

    /// Asks; answers the status.
    private int ask() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(door + "/v1/messages"))
                        .headers("x-api-key", token, "content-type", "application/json")
                        .headers("anthropic-beta", "a-feature")
                        .POST(HttpRequest.BodyPublishers.ofString(ASKED))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// The newest exchange that ended so, once it is on the disk.
    private KeptExchange kept(String outcome) throws Exception {
        while (true) {
            Optional<HistoryReader> history =
                    HistoryReader.open(home.resolve("history.db"), home.resolve("cache/native"));
            if (history.isPresent()) {
                try (var reader = history.get()) {
                    Filter ended = Filter.ALL.where(Filter.Field.OUTCOME, outcome);
                    List<KeptExchange> found = reader.page(ended, 1).exchanges();
                    if (!found.isEmpty()) {
                        return found.getFirst();
                    }
                }
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /// Serves, and answers the id of one request that was answered.
    private String asked() throws Exception {
        serve();
        assertEquals(200, ask());
        return kept("ok").id();
    }

    private long starts() throws IOException {
        return Files.readString(home.resolve("logs/patchbay.jsonl"))
                .lines()
                .filter(line -> line.contains("\"program-started\""))
                .count();
    }

    // ------------------------------------------------------------------ while one runs

    @Test
    void the_one_that_runs_sends_it_again_past_its_budget_and_counts_it_at_once() throws Exception {
        String id = asked();
        JsonNode first =
                verb("replay", id.substring(0, 20), "--to", "demo/demo-think", "--json").json();

        assertEquals(id, first.at("/then/id").asText());
        assertEquals(id, first.at("/now/replayOf").asText());
        assertEquals("demo", first.at("/then/model").asText());
        assertEquals("demo-think", first.at("/now/model").asText());
        assertTrue(first.at("/then/text").asText().contains("hi"), first.toString());
        assertTrue(first.at("/now/thinking").asText().length() > 5, first.toString());
        assertTrue(first.at("/now/costNanoUsd").asLong() > 10_000_000, first.toString());
        assertEquals(402, ask());

        String replayed = first.at("/now/id").asText();
        JsonNode second = verb("replay", replayed.substring(4), "--json").json();
        assertEquals(replayed, second.at("/now/replayOf").asText());
        assertEquals("demo-think", second.at("/now/model").asText());
        assertEquals(first.at("/now/text"), second.at("/now/text"));
        assertEquals(402, ask());

        String exported = verb("export", second.at("/now/id").asText()).out();
        assertEquals("a-feature", Json.read(exported).at("/bodies/clientBetas/content").asText());

        assertEquals(1, starts());
        JsonNode stats = verb("stats", "--json").json();
        assertEquals(2, stats.at("/all/replayed/requests").asInt());
        assertEquals(
                stats.at("/all/costNanoUsd").asLong(),
                stats.at("/all/replayed/costNanoUsd").asLong());
        assertTrue(verb("export").out().contains("\"replayOf\":\"" + id + "\""));
    }

    @Test
    void the_one_that_runs_says_what_it_cannot_send_again() throws Exception {
        asked();
        ask();
        Run unknown = verb("replay", "nobody", "--to", "demo/demo");
        Run nowhere = verb("replay", kept("ok").id(), "--to", "elsewhere/x");
        Run several = verb("replay", "req_");

        assertEquals(new Run(1, "", "No request 'nobody' is kept."), unknown);
        assertEquals(1, nowhere.exit());
        assertTrue(nowhere.err().startsWith("'elsewhere/x' is no alias"), nowhere.err());
        assertEquals(1, several.exit());
        assertTrue(several.err().startsWith("More than one id begins with 'req_'"), several.err());
    }

    @Test
    void a_verb_that_is_killed_gives_it_up_in_the_one_that_runs() throws Exception {
        String id = asked();
        Process verb = start("replay", id, "--to", "demo/demo-silent");
        kept("");
        verb.destroyForcibly();

        assertEquals(Optional.of(id), kept("cancelled").replayOf());
    }

    // ------------------------------------------------------------------ while none runs

    @Test
    void where_none_runs_it_is_sent_all_the_same_and_counts_from_the_next_start_on()
            throws Exception {
        String id = asked();
        started.getFirst().destroyForcibly().waitFor();
        Run run = verb("replay", id, "--to", "demo/demo-think");

        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().startsWith(id + " was sent again as req_"), run.out());
        assertTrue(run.out().contains("demo/demo-think"), run.out());
        assertEquals(Optional.of(id), kept("ok").replayOf());
        serve();
        assertEquals(402, ask());
    }

    @Test
    void where_nothing_was_ever_kept_nothing_can_be_sent_again() throws Exception {
        assertEquals(new Run(1, "", "No request 'req_1' is kept."), verb("replay", "req_1"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signal that asks to end")
    void a_signal_gives_it_up_and_that_is_kept() throws Exception {
        String id = asked();
        started.getFirst().destroyForcibly().waitFor();
        Process verb = start("replay", id, "--to", "demo/demo-silent");
        kept("");
        verb.destroy();

        assertTrue(verb.waitFor(60, TimeUnit.SECONDS), "it did not end");
        assertEquals(Optional.of(id), kept("cancelled").replayOf());
    }
}
