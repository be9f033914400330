package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyRingTest {
    @TempDir Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private KeyRing ring;

    @BeforeEach
    void ring() {
        ring = ring(Duration.ofSeconds(10));
    }

    @Test
    void a_variable_of_the_environment_is_found() throws Exception {
        environment.put("KEY", " k-1 ");

        assertEquals("k-1", get("env:KEY"));
    }

    @Test
    void a_missing_variable_is_named() {
        var missing = assertThrows(SecretUnavailable.class, () -> get("env:KEY"));

        assertEquals(Reason.MISSING, missing.reason());
        assertTrue(missing.message().contains("KEY"), missing.message());
    }

    @Test
    void a_file_is_found_beside_the_settings_and_trimmed() throws Exception {
        Files.writeString(folder.resolve("key.txt"), "\uFEFFk-2\r\n");

        assertEquals("k-2", get("file:key.txt"));
    }

    @Test
    void a_tilde_stands_for_the_home_folder() throws Exception {
        Files.createDirectory(folder.resolve("home"));
        Files.writeString(folder.resolve("home/key"), "k-3");

        assertEquals("k-3", get("file:~/key"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
    void a_command_is_asked_through_the_shell_and_trimmed() throws Exception {
        assertEquals("a-b", get("cmd:echo a | sed 's/a/a-b/'"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
    void a_failing_commands_words_are_not_repeated() {
        var failed =
                assertThrows(
                        SecretUnavailable.class,
                        () -> get("cmd:echo hush; echo hush >&2; exit 3 # hush"));

        assertEquals(Reason.BROKEN, failed.reason());
        assertTrue(failed.message().contains("exit code 3"), failed.message());
        assertFalse(failed.message().contains("hush"), failed.message());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
    void a_command_that_waits_is_ended_with_all_it_started() throws Exception {
        ring = ring(Duration.ofMillis(300));
        Path pid = folder.resolve("pid");
        var late =
                assertThrows(
                        SecretUnavailable.class,
                        () ->
                                get(
                                        "cmd:sh -c 'echo $$ > "
                                                + pid
                                                + "; exec tail -f /dev/null'; true"));

        assertEquals(Reason.TIMED_OUT, late.reason());
        long started = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(started)
                .ifPresent(it -> it.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
    void a_command_that_asks_for_input_gets_none() throws Exception {
        assertEquals("none", get("cmd:read line || echo none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "one\ntwo"})
    void what_is_no_single_line_is_no_secret(String content) throws Exception {
        Files.writeString(folder.resolve("key"), content);

        var unusable = assertThrows(SecretUnavailable.class, () -> get("file:key"));
        assertEquals(Reason.UNUSABLE, unusable.reason());
        assertFalse(unusable.message().contains("two"), unusable.message());
    }

    @Test
    void a_huge_file_is_not_read_to_its_end() throws Exception {
        Files.write(folder.resolve("key"), new byte[OneLine.LONGEST * 2]);

        assertEquals(
                Reason.UNUSABLE,
                assertThrows(SecretUnavailable.class, () -> get("file:key")).reason());
    }

    @Test
    void what_was_found_is_remembered_until_it_is_forgotten() throws Exception {
        environment.put("KEY", "old");
        assertEquals("old", get("env:KEY"));
        environment.put("KEY", "new");
        assertEquals("old", get("env:KEY"));

        ring.forget(SecretRef.of("env:KEY"));

        assertEquals("new", get("env:KEY"));
    }

    @Test
    void a_failure_is_not_remembered() throws Exception {
        assertThrows(SecretUnavailable.class, () -> get("env:KEY"));
        environment.put("KEY", "there");

        assertEquals("there", get("env:KEY"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it runs commands of a shell")
    void many_that_want_one_secret_at_once_start_one_command() throws Exception {
        Path count = folder.resolve("count");
        String command = "cmd:echo x >> " + count + "; echo k";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                var _ = threads.submit(() -> get(command));
            }
        }

        assertEquals("k", get(command));
        assertEquals(1, Files.readAllLines(count).size());
    }

    @Test
    void what_is_put_is_found_again_and_what_is_deleted_is_not() throws Exception {
        var at = new SecretRef.Keychain("backend/router/1");
        ring.put(at, Secret.of("first"));
        assertEquals("first", ring.get(at).reveal());
        ring.put(at, Secret.of("second"));
        assertEquals("second", ring.get(at).reveal());

        ring.delete(at);

        assertEquals(
                Reason.MISSING, assertThrows(SecretUnavailable.class, () -> ring.get(at)).reason());
    }

    private String get(String ref) throws SecretUnavailable {
        return ring.get(SecretRef.of(ref)).reveal();
    }

    private KeyRing ring(Duration deadline) {
        return new KeyRing(
                new OwnerOnlyFile(folder.resolve("secrets.properties")),
                new Env(environment),
                new FileRef(folder, folder.resolve("home")),
                new Command(deadline),
                new KnownSecrets());
    }
}
