package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// A keychain in trouble: each kind has its own message and way on.
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has this keychain")
@Timeout(60)
class SecretServiceTest {
    private static final SecretBus.Patience SHORT =
            new SecretBus.Patience(Duration.ofMillis(700), Duration.ofSeconds(3));

    @TempDir Path folder;

    private GnomeKeyring keyring;

    @BeforeEach
    void start() throws Exception {
        keyring = GnomeKeyring.start(folder);
    }

    @AfterEach
    void end() {
        if (keyring != null) {
            keyring.close();
        }
    }

    private SecretUnavailable trouble() {
        return assertThrows(
                SecretUnavailable.class, () -> keyring.keychain("", SHORT).get("backend/x/1"));
    }

    private static void says(Reason reason, String words, SecretUnavailable said) {
        assertEquals(reason, said.reason(), said.message());
        assertTrue(said.message().contains(words), said.message());
    }

    @Test
    void secret_tool_sees_the_same_item() throws Exception {
        assumeTrue(GnomeKeyring.installed("secret-tool"), "secret-tool is not installed");
        keyring.keychain().put("backend/x/1", Secret.of("seen by both"));

        assertEquals(
                "seen by both",
                keyring.run(
                                "secret-tool",
                                "lookup",
                                "application",
                                "patchbay",
                                "name",
                                "backend/x/1")
                        .out());
    }

    @Test
    void a_locked_keychain_says_that_nobody_unlocked_it() throws Exception {
        keyring.restartLocked();

        says(Reason.LOCKED, "Unlock it", trouble());
    }

    @Test
    void a_keychain_that_ends_while_it_is_asked_says_so_and_then_is_absent() throws Exception {
        var asking = keyring.killedIn("ReadAlias", () -> keyring.keychain().names());

        var failed = assertThrows(ExecutionException.class, asking::get);
        says(Reason.VANISHED, "Try again", (SecretUnavailable) failed.getCause());
        says(Reason.ABSENT, "gnome-keyring", trouble());
    }

    @Test
    void a_keychain_that_does_not_answer_is_left_after_its_time() throws Exception {
        keyring.signal("STOP");

        says(Reason.TIMED_OUT, "did not answer", trouble());
    }

    @Test
    void without_a_default_keyring_it_says_how_to_make_one() throws Exception {
        keyring.kill();
        Files.delete(folder.resolve("data/keyrings/login.keyring"));
        Files.delete(folder.resolve("data/keyrings/default"));
        keyring.restartLocked();

        says(Reason.ABSENT, "no default keyring", trouble());
    }

    @Test
    void a_bus_that_is_gone_is_told_with_another_way() throws Exception {
        keyring.close();

        says(Reason.ABSENT, "session bus cannot be reached", trouble());
    }
}
