package dev.patchbay.app.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.app.Typed;
import dev.patchbay.wire.Json;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/// The whole of `patchbay doctor`, as it is typed.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class DoctorVerbTest {
    private static final String KEY = "obviously-fake-key";
    private static final String HEADER = "obviously-fake-header";

    @TempDir Path home;

    private void settings(String text) throws IOException {
        Files.writeString(home.resolve("settings.json"), text.replace('\'', '"'));
    }

    private Typed doctor(String... more) {
        List<String> words = new ArrayList<>(List.of("doctor"));
        words.addAll(List.of(more));
        return Typed.in(home, words.toArray(String[]::new));
    }

    private static String line(Typed typed, String subject) {
        return typed.out()
                .lines()
                .filter(each -> each.matches("(ok|warn|fail) +" + subject + " .*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + subject + " in " + typed.out()));
    }

    /// Answers where the settings may find it, without a port.
    private void anyPort() throws IOException {
        settings("{'version':1,'server':{'port':0}}");
    }

    @Test
    void a_new_patchbay_is_well() throws Exception {
        anyPort();
        var typed = doctor();

        assertEquals(0, typed.exit(), typed.out() + typed.err());
        for (String subject :
                List.of(
                        "version",
                        "folders",
                        "disk",
                        "settings",
                        "port",
                        "token",
                        "clients",
                        "backend",
                        "history")) {
            assertTrue(line(typed, subject).startsWith("ok"), line(typed, subject));
        }
        assertTrue(line(typed, "backend").endsWith("reach, auth, models, streaming, tools."));
    }

    @Test
    void a_taken_port_names_who_has_it_and_one_that_is_free() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings("{'version':1,'server':{'port':%d}}".formatted(other.getLocalPort()));

            var typed = doctor();

            assertEquals(1, typed.exit());
            String pid = String.valueOf(ProcessHandle.current().pid());
            assertTrue(line(typed, "port").startsWith("fail"), typed.out());
            assertTrue(line(typed, "port").contains("PID " + pid), typed.out());
            assertTrue(typed.out().contains("patchbay serve --port "), typed.out());
        }
    }

    @Test
    void settings_that_cannot_be_read_are_told_and_left_where_they_are() throws Exception {
        settings("{'version':");

        var typed = doctor();

        assertEquals(1, typed.exit());
        assertTrue(line(typed, "settings").startsWith("fail"), typed.out());
        assertEquals("{\"version\":", Files.readString(home.resolve("settings.json")));
    }

    @Test
    void a_backend_that_nobody_reaches_is_broken() throws Exception {
        settings(
                "{'version':1,'server':{'port':0},'backends':[{'id':'gone','name':'The"
                        + " shop','baseUrl':'http://127.0.0.1:1/v1'}]}");

        var typed = doctor();

        assertEquals(1, typed.exit());
        assertTrue(
                line(typed, "backend").matches("fail +backend +The shop: reach: .*"), typed.out());
        assertTrue(typed.out().contains("patchbay test gone"), typed.out());
    }

    @Test
    void a_client_that_somebody_led_elsewhere_is_told() throws Exception {
        assertEquals(0, Typed.in(home, "connect", "claude-code").exit());
        Path file = home.resolve(".claude/settings.json");
        Files.writeString(
                file, Files.readString(file).replaceAll("http://[^\"]+", "http://127.0.0.1:9"));

        var typed = doctor();

        assertTrue(line(typed, "clients").startsWith("warn"), typed.out());
        assertTrue(line(typed, "clients").contains("changed by somebody else"), typed.out());
        assertTrue(typed.out().contains("→ Connect it again: patchbay connect claude-code"));
    }

    @Test
    void a_connected_client_is_warned_of_where_nobody_answers() throws Exception {
        assertEquals(0, Typed.in(home, "connect", "claude-code").exit());

        var typed = doctor();

        assertTrue(line(typed, "clients").startsWith("ok"), typed.out());
        assertTrue(typed.out().contains("connected clients reach nobody"), typed.out());
    }

    @Test
    void a_history_that_is_none_is_told() throws Exception {
        anyPort();
        Files.writeString(home.resolve("history.db"), "this is no database, and never was one");

        var typed = doctor();

        assertEquals(1, typed.exit());
        assertTrue(line(typed, "history").startsWith("fail"), typed.out());
    }

    @Test
    void programs_get_the_same_as_json() throws Exception {
        anyPort();
        var typed = doctor("--json");

        var report = Json.objectOrNull(typed.out());
        assertTrue(report.path("well").asBoolean());
        assertEquals("version", report.path("findings").path(0).path("subject").asText());
        assertEquals("ok", report.path("findings").path(0).path("grade").asText());
    }

    @Test
    void a_bundle_is_listed_before_it_is_saved_and_holds_no_secret() throws Exception {
        settings(
                "{'version':1,'server':{'port':0},'backends':[{'id':'shop','baseUrl':'http://127.0.0.1:1/v1','auth':{'keys':['%s']},'headers':{'Authorization':'%s'}}]}"
                        .formatted(KEY, HEADER));
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(
                home.resolve("logs/patchbay.jsonl"),
                "{\"what\":\"asked with %s\"}\n".formatted(KEY));
        String token = Typed.in(home, "token").out().strip();
        Path file = home.resolve("bundle.zip");

        var typed = doctor("--bundle", file.toString());

        var held = new StringBuilder(typed.out());
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                assertTrue(typed.out().contains("\n  " + entry.getName()), typed.out());
                held.append(
                        new String(
                                zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
            assertEquals(4, zip.size());
        }
        assertTrue(held.toString().contains("asked with "), held.toString());
        for (String secret : List.of(KEY, HEADER, token)) {
            assertFalse(held.toString().contains(secret), held.toString());
        }
    }

    @Test
    void a_dry_run_lists_the_bundle_and_saves_nothing() throws Exception {
        anyPort();
        Path file = home.resolve("bundle.zip");

        var typed = doctor("--bundle", file.toString(), "--dry-run");

        assertEquals(0, typed.exit(), typed.err());
        assertTrue(typed.out().contains("doctor.json"), typed.out());
        assertFalse(Files.exists(file));
    }

    @Test
    void a_bundle_that_cannot_be_written_is_a_failure() throws Exception {
        anyPort();

        var typed = doctor("--bundle", home.resolve("no/such/folder.zip").toString());

        assertEquals(1, typed.exit());
        assertTrue(typed.err().contains("cannot be written"), typed.err());
    }
}
