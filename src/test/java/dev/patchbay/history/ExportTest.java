package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Recording.Side;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ExportTest {
    private static final String ADDRESS = "http://127.0.0.1:5225";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The names that product.md promises, in its order.
    private static final List<String> PROMISED =
            List.of(
                    """
                    id startedAt endedAt status outcome front client clientRun profile asked alias \
                    backend model lane stream inputTokens cacheReadTokens cacheWriteTokens \
                    outputTokens thinkingTokens estimated costNanoUsd firstTokenMillis \
                    durationMillis retries fallbacks dropped error replayOf\
                    """
                            .split(" "));

    @TempDir Path folder;

    private static String exported(Keeping history, Export format) throws Exception {
        var out = new StringWriter();
        try (var reader = history.reader()) {
            format.write(reader, Filter.ALL, out);
        }
        return out.toString();
    }

    @Test
    void a_line_of_jsonl_has_the_promised_fields_with_null_for_what_is_absent() throws Exception {
        Told told = Told.of("a").by("x", Optional.of("run-1"), Optional.empty()).priced();
        try (var history = new Keeping(folder)) {
            history.begin(told);
            history.clock.pass(Duration.ofMillis(900));
            history.end(told);
            history.settled();

            assertEquals(
                    """
                    {"id":"a","startedAt":"2026-11-20T10:00:00Z","endedAt":"2026-11-20T10:00:00.900Z",\
                    "status":200,"outcome":"ok","front":"anthropic","client":"x","clientRun":"run-1",\
                    "profile":null,"asked":"claude-sonnet-4-5","alias":"sonnet","backend":"router",\
                    "model":"qwen/qwen3-coder","lane":"translate","stream":true,"inputTokens":100,\
                    "cacheReadTokens":null,"cacheWriteTokens":null,"outputTokens":20,\
                    "thinkingTokens":null,"estimated":false,"costNanoUsd":600000,\
                    "firstTokenMillis":120,"durationMillis":900,"retries":1,"fallbacks":0,\
                    "dropped":["top_k","mcp_servers"],"error":null,"replayOf":null}
                    """,
                    exported(history, Export.JSONL));
            var names = new ArrayList<String>();
            JSON.readTree(exported(history, Export.JSONL))
                    .fieldNames()
                    .forEachRemaining(names::add);
            assertEquals(PROMISED, names);
        }
    }

    @Test
    void a_csv_begins_with_the_promised_names_and_quotes_what_needs_it() throws Exception {
        Told told = Told.of("a").by("a \"b\", c\nd", Optional.empty(), Optional.empty());
        try (var history = new Keeping(folder)) {
            history.keep(told);
            history.settled();

            String csv = exported(history, Export.CSV);
            assertEquals(String.join(",", PROMISED), csv.lines().findFirst().orElseThrow());
            assertTrue(csv.contains(",anthropic,\"a \"\"b\"\", c\nd\",,,claude"), csv);
            assertTrue(csv.endsWith(",1,0,top_k mcp_servers,,\r\n"), csv);
        }
    }

    @Test
    void an_export_has_every_exchange_once_oldest_first() throws Exception {
        try (var history = new Keeping(folder)) {
            var expected = new ArrayList<String>();
            for (int i = 0; i < 2_500; i++) {
                history.keep(Told.of("id-" + i));
                expected.add("id-" + i);
            }
            history.settled();

            var found = new ArrayList<String>();
            for (String line : exported(history, Export.JSONL).lines().toList()) {
                found.add(JSON.readTree(line).get("id").textValue());
            }
            assertEquals(expected, found);
        }
    }

    @Test
    void one_under_way_is_exported_with_what_is_known() throws Exception {
        try (var history = new Keeping(folder)) {
            history.begin(Told.of("a"));
            history.settled();

            JsonNode line = JSON.readTree(exported(history, Export.JSONL));
            assertTrue(line.get("outcome").isNull() && line.get("retries").isNull());
            assertEquals("router", line.get("backend").textValue());
        }
    }

    @Test
    void the_view_that_people_can_query_by_hand_has_the_same_names() throws Exception {
        try (var history = new Keeping(folder)) {
            history.keep(Told.of("a"));
            history.settled();
            try (var database = Database.forReading(history.file);
                    var question = database.prepare("SELECT * FROM requests");
                    var answer = question.executeQuery()) {
                var names = new ArrayList<String>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    names.add(answer.getMetaData().getColumnName(i));
                }
                assertEquals(PROMISED, names);
                assertEquals("2026-11-20T10:00:00.000Z", answer.getString("startedAt"));
            }
        }
    }

    // ------------------------------------------------------------------ one exchange

    private static OneExchange one(Keeping history, String request, String answer)
            throws Exception {
        Told told = Told.of("a").usage(Usage.of(1, 2)).priced();
        history.begin(told);
        if (!request.isEmpty()) {
            history.body(told, Side.CLIENT_REQUEST, request);
            history.body(told, Side.CLIENT_ANSWER, answer);
        }
        history.end(told);
        history.settled();
        try (var reader = history.reader()) {
            KeptExchange exchange = reader.exchange("a").orElseThrow();
            return new OneExchange(exchange, reader.bodies(exchange), ADDRESS);
        }
    }

    @Test
    void one_exchange_as_json_has_its_price_and_its_bodies_as_they_came() throws Exception {
        try (var history = new Keeping(folder)) {
            String text = one(history, "{\"temperature\":0.70}", "event: ping\n\n").json();
            JsonNode all = JSON.readTree(text);

            assertEquals("exact alias", all.get("reason").textValue());
            assertEquals(15, all.at("/price/output").intValue());
            assertTrue(text.contains("{\"temperature\":0.70}"), text);
            assertEquals("event: ping\n\n", all.at("/bodies/clientAnswer/content").textValue());
            assertTrue(all.at("/bodies/clientAnswer/whole").booleanValue());
        }
    }

    @Test
    void an_http_archive_has_what_version_1_2_wants() throws Exception {
        try (var history = new Keeping(folder)) {
            JsonNode har = JSON.readTree(one(history, "{\"a\":1}", "event: ping\n\n").har("1.0"));
            JsonNode entry = har.at("/log/entries/0");

            assertEquals("1.2", har.at("/log/version").textValue());
            assertEquals("Patchbay", har.at("/log/creator/name").textValue());
            assertEquals("2026-11-20T10:00:00Z", entry.get("startedDateTime").textValue());
            assertEquals(
                    entry.get("time").intValue(),
                    entry.at("/timings/send").intValue()
                            + entry.at("/timings/wait").intValue()
                            + entry.at("/timings/receive").intValue());
            assertEquals(ADDRESS + "/v1/messages", entry.at("/request/url").textValue());
            assertEquals("{\"a\":1}", entry.at("/request/postData/text").textValue());
            assertEquals(200, entry.at("/response/status").intValue());
            assertEquals("text/event-stream", entry.at("/response/content/mimeType").textValue());
            assertEquals("event: ping\n\n", entry.at("/response/content/text").textValue());
            for (String must : List.of("cookies", "headers", "headersSize", "bodySize")) {
                assertFalse(entry.at("/request/" + must).isMissingNode(), must);
                assertFalse(entry.at("/response/" + must).isMissingNode(), must);
            }
            assertTrue(entry.at("/request/queryString").isArray());
            assertFalse(entry.at("/response/redirectURL").isMissingNode());
            assertTrue(entry.get("cache").isObject());
        }
    }

    @Test
    void a_curl_command_sends_the_very_same_body_and_names_no_token() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        String body = "{\"a\":\"it's $HOME `x` \\\\ END é\"}";
        try (var history = new Keeping(folder)) {
            String command = one(history, body, "{}").curl().orElseThrow();
            assertTrue(command.startsWith("curl " + ADDRESS + "/v1/messages -H"), command);

            // In curl's place, something that repeats what it is given.
            Path script =
                    Files.writeString(
                            folder.resolve("script"),
                            "curl() { printf '%s\\n' \"$@\"; cat; }\n" + command);
            var process = new ProcessBuilder("/bin/sh", script.toString());
            process.environment().put("PATCHBAY_TOKEN", "the-readers-own");
            Process shell = process.redirectErrorStream(true).start();
            String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(shell.waitFor(20, TimeUnit.SECONDS));
            assertTrue(said.contains("x-api-key: the-readers-own\n"), said);
            assertTrue(said.endsWith("@-\n" + body + "\n"), said);
        }
    }

    @Test
    void the_beta_features_that_were_wanted_are_wanted_by_every_form_of_it() throws Exception {
        try (var history = new Keeping(folder)) {
            history.body(Told.of("a"), Side.CLIENT_BETAS, "one,two");
            OneExchange exchange = one(history, "{}", "{}");

            assertTrue(exchange.json().contains("\"clientBetas\""), exchange.json());
            assertTrue(exchange.har("1").contains("\"anthropic-beta\""), exchange.har("1"));
            assertTrue(
                    exchange.curl().orElseThrow().contains(" -H 'anthropic-beta: one,two' "),
                    exchange.curl().orElseThrow());
        }
    }

    @Test
    void without_its_whole_body_there_is_no_command() throws Exception {
        try (var history = new Keeping(folder)) {
            assertEquals(Optional.empty(), one(history, "", "").curl());
        }
    }
}
