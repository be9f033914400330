package dev.patchbay.app.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Main;
import dev.patchbay.app.verbs.line.HelpText;
import dev.patchbay.desktop.AppPaths;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

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
import java.util.List;
import java.util.Map;

/// What can be typed, as far as it ends by itself.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerbsTest {
    private record Run(int exit, String out, String err) {}

    @TempDir Path home;

    private Run run(Map<String, String> environment, String... words) {
        var paths =
                new AppPaths(
                        home, home, home.resolve("cache"), home.resolve("logs"), home.resolve("r"));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Main.run(words, paths, environment, printing(out), printing(err));
        return new Run(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Run run(String... words) {
        return run(Map.of(), words);
    }

    private static PrintStream printing(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --port x",
                "serve --port 70000",
                "serve --port -1",
                "serve --port=",
                "serve --port",
                "serve --port --demo",
                "serve --host http://127.0.0.1",
                "serve --host *",
                "serve --log-level loud",
                "serve --settings .",
                "serve --demo=yes",
                "serve --bogus",
                "serve -p 80",
                "serve now",
                "--port x",
                "sing",
                "token --port 80",
                "token it",
                "prices",
                "prices import",
                "prices export x",
                "prices import a b",
                "test",
                "test a b",
                "import",
                "import a b",
                "import a --demo",
                "import a --replace=yes",
                "test demo --host localhost",
                "route",
                "route a --hidden",
                "version --port 80",
                "--version it"
            })
    void wrong_usage_ends_with_2_and_one_sentence_and_touches_nothing(String line)
            throws Exception {
        var run = run(line.split(" "));

        assertEquals(2, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().matches("[^\n]+[.]\\R"), run.err());
        try (var files = Files.list(home)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void a_wrong_option_is_named_with_what_it_takes() {
        assertEquals(
                "The option '--port' must be a whole number from 0 to 65535 (0 takes any free"
                        + " port).\n",
                run("serve", "--port", "many").err().replace("\r\n", "\n"));
    }

    @Test
    void a_wrong_variable_is_said_once_and_ignored() {
        var run = run(Map.of("PATCHBAY_PORT", "many"), "token");

        assertEquals(0, run.exit());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("PATCHBAY_PORT: must be"), run.err());
        assertTrue(run.out().startsWith("pb-"), run.out());
    }

    @Test
    void what_cannot_be_done_ends_with_1_and_one_sentence() {
        var run = run("test", "nobody");

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().matches("There is no backend 'nobody'[^\n]+[.]\\R"), run.err());
    }

    @Test
    void a_route_is_told_with_its_reason() {
        var run = run("route", "anything", "--demo");

        assertEquals(0, run.exit());
        assertEquals("anything → demo/demo (default)", run.out().strip());
    }

    private void write(String settings) throws IOException {
        Files.writeString(home.resolve("settings.json"), settings.replace('\'', '"'));
    }

    @Test
    void a_route_is_told_for_a_profile_with_the_cases_of_its_alias() throws Exception {
        write(
                "{'version':1,'backends':[{'id':'demo','kind':'demo'}],"
                    + "'profiles':[{'id':'work','aliases':[{'name':'m',"
                    + "'targets':[{'backend':'demo','model':'a'},{'backend':'demo','model':'b'}],"
                    + "'cases':[{'when':{'longerThan':9000,'images':true},"
                    + "'targets':[{'backend':'demo','model':'c'}]}]}]}]}");

        assertEquals(
                List.of(
                        "m:think → demo/a, then demo/b (exact alias of profile work)",
                        "  with thinking switched on",
                        "  longer than 9000 and images → demo/c"),
                run("route", "m:think", "--profile", "work").out().lines().toList());
    }

    @Test
    void a_profile_that_is_not_there_is_named_with_those_that_are() throws Exception {
        write("{'version':1,'profiles':[{'id':'work'},{'id':'play'}]}");
        var run = run("route", "m", "--profile", "wrok");

        assertEquals(1, run.exit());
        assertEquals("There is no profile 'wrok'. There are: work, play.", run.err().strip());
    }

    @Test
    void a_route_waits_for_what_the_backends_list_but_not_for_a_dead_one() throws Exception {
        try (var backend = new MockWebServer()) {
            backend.enqueue(
                    new MockResponse.Builder()
                            .body("{'data':[{'id':'x/kimi-k2'}]}".replace('\'', '"'))
                            .build());
            backend.start();
            write(
                    "{'version':1,'backends':[{'id':'gone','baseUrl':'http://127.0.0.1:1/v1'},"
                            + "{'id':'up','baseUrl':'%s'}]}".formatted(backend.url("/v1")));

            assertEquals(
                    "kimi-k2 → up/x/kimi-k2 (last path segment: kimi-k2 → x/kimi-k2)",
                    run("route", "kimi-k2").out().strip());
            assertEquals("/v1/models", backend.takeRequest().getTarget());
        }
    }

    @Test
    void help_goes_before_everything_else() {
        for (String line : new String[] {"help", "--help", "token --help", "serve -h --port 1"}) {
            var run = run(line.split(" "));
            assertEquals(0, run.exit(), line);
            assertEquals(HelpText.TEXT, run.out(), line);
        }
    }

    @Test
    void the_version_is_told_either_way() {
        for (String line : new String[] {"version", "--version"}) {
            assertTrue(run(line).out().startsWith("Patchbay "), line);
        }
    }

    @Test
    void prices_can_be_brought_in_from_a_file_as_their_project_publishes_it() throws IOException {
        Path found =
                Files.writeString(
                        home.resolve("data.json"),
                        """
                        [{"id":"shop","api_pattern":"https://shop","models":[
                        {"id":"m","match":{"equals":"m"},"prices":{"input_mtok":1,"output_mtok":2}}]}]
                        """);

        Run done = run("prices", "import", found.toString());

        assertEquals(0, done.exit(), done.err());
        assertTrue(done.out().startsWith("Took the prices of 1 models at 1 services"), done.out());
        assertTrue(Files.readString(home.resolve("prices.json")).contains("https://shop"));
    }

    @Test
    void a_file_without_prices_changes_nothing() throws IOException {
        Path found = Files.writeString(home.resolve("data.json"), "{}");

        Run done = run("prices", "import", found.toString());

        assertEquals(1, done.exit());
        assertTrue(done.err().contains("no list of providers"), done.err());
        assertTrue(Files.notExists(home.resolve("prices.json")));
    }
}
