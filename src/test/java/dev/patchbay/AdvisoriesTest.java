package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The check of the libraries for known vulnerabilities, `.ci/advisories`.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class AdvisoriesTest {
    private record Run(int exit, String out) {}

    private static final String NOBODY = "http://127.0.0.1:1/v1/querybatch";

    @TempDir Path folder;

    private Run run(String url) throws Exception {
        Files.writeString(
                folder.resolve("libraries"),
                """

                The following files have been resolved:
                   org.example:first:jar:1.0:compile -- module org.example.first
                   org.example:second:jar:linux:2.0:runtime
                   org.example:test:jar:3.0:test
                """);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "packaging/build/Advisories.java",
                                folder.resolve("libraries").toString(),
                                folder.resolve("cache/kept.json").toString(),
                                url)
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out);
    }

    private void keep(String at, String known) throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.writeString(
                cache.resolve("kept.json"), "{\"at\":\"%s\",\"known\":{%s}}".formatted(at, known));
    }

    @Test
    void without_a_network_and_an_answer_it_says_that_it_could_not_run() throws Exception {
        var run = run(NOBODY);

        assertEquals(3, run.exit(), run.out());
        assertTrue(run.out().startsWith("Could not run: 127.0.0.1 cannot be asked"), run.out());
    }

    @Test
    void an_answer_that_is_kept_stands_in_for_the_network() throws Exception {
        try (var server = new MockWebServer()) {
            server.start();
            server.enqueue(
                    new MockResponse.Builder()
                            .body("{\"results\":[{},{\"vulns\":[{\"id\":\"GHSA-1\"}]}]}")
                            .build());
            var asked = run(server.url("/v1/querybatch").toString());

            assertEquals(1, asked.exit(), asked.out());
            assertTrue(
                    asked.out()
                            .startsWith(
                                    "org.example:second 2.0: https://osv.dev/vulnerability/GHSA-1"),
                    asked.out());
        }
        var again = run(NOBODY);

        assertEquals(1, again.exit(), again.out());
        assertTrue(again.out().contains("this is what it said at "), again.out());
        assertTrue(again.out().contains("GHSA-1"), again.out());
    }

    @Test
    void an_answer_that_is_old_or_knows_less_stands_in_for_nothing() throws Exception {
        keep("2020-01-01T00:00:00Z", "\"org.example:first 1.0\":[],\"org.example:second 2.0\":[]");
        var old = run(NOBODY);
        assertEquals(3, old.exit(), old.out());
        assertTrue(old.out().contains("is too old"), old.out());

        Files.delete(folder.resolve("cache/kept.json"));
        Files.delete(folder.resolve("cache"));
        keep(Instant.now().toString(), "\"org.example:first 1.0\":[]");
        var less = run(NOBODY);
        assertEquals(3, less.exit(), less.out());
        assertTrue(less.out().contains("never asked about org.example:second 2.0"), less.out());
    }
}
