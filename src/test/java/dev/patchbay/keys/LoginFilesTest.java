package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;
import dev.patchbay.settings.masking.KnownSecrets;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LoginFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

    @TempDir Path folder;

    private static Login login(String refreshToken) {
        return new Login(
                "https://sign.in/token",
                "us",
                Secret.of("hush-1"),
                Optional.of(Secret.of(refreshToken)),
                NOW,
                Optional.of(NOW.plusSeconds(60)),
                Map.of("organization_id", Secret.of("hush-3")),
                false);
    }

    private LoginFiles files() {
        return new LoginFiles(folder.resolve("logins"), new KnownSecrets());
    }

    private void keep(Login login) throws SecretUnavailable {
        try (var hold = files().hold("club")) {
            hold.keep(login);
        }
    }

    @Test
    void what_was_kept_comes_back_as_it_was() throws Exception {
        Login whole = login("hush-2");
        keep(whole);
        assertEquals(Optional.of(whole), files().find("club"));

        Login bare =
                new Login(
                        "",
                        "",
                        Secret.of("a"),
                        Optional.empty(),
                        NOW,
                        Optional.empty(),
                        Map.of(),
                        true);
        keep(bare);
        assertEquals(Optional.of(bare), files().find("club"));
    }

    @Test
    void nothing_is_kept_for_a_backend_that_nobody_signed_in_to() throws Exception {
        keep(login("hush-2"));

        assertEquals(Optional.empty(), files().find("other"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void file_and_folder_are_their_owners_alone() throws Exception {
        keep(login("hush-2"));

        Path file = folder.resolve("logins/club.json");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void a_file_that_others_can_read_is_refused() throws Exception {
        keep(login("hush-2"));
        Path file = folder.resolve("logins/club.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        var refused = assertThrows(SecretUnavailable.class, () -> files().find("club"));
        assertEquals(Reason.DENIED, refused.reason());
        assertTrue(refused.message().contains("chmod 600"), refused.message());
    }

    @Test
    void a_damaged_file_is_told_without_its_content() throws Exception {
        keep(login("hush-2"));
        for (String content :
                new String[] {
                    "",
                    "{",
                    "[]",
                    "{}",
                    "{\"accessToken\":7}",
                    "hush-1",
                    "{\"accessToken\":\"hush-1\",\"received\":\"hush-2\"}"
                }) {
            Files.writeString(folder.resolve("logins/club.json"), content);

            var damaged = assertThrows(SecretUnavailable.class, () -> files().find("club"));
            assertEquals(Reason.UNUSABLE, damaged.reason());
            assertFalse(damaged.message().contains("hush"), damaged.message());
        }
    }

    @Test
    void no_token_shows_in_a_login_that_is_printed() {
        assertFalse(login("hush-2").toString().contains("hush"), login("hush-2").toString());
    }

    @Test
    void of_many_that_want_to_change_it_one_has_its_turn_at_a_time() throws Exception {
        keep(login("r-0"));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(
                        () -> {
                            try (var hold = files().hold("club")) {
                                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                String last =
                                        hold.login()
                                                .orElseThrow()
                                                .refreshToken()
                                                .orElseThrow()
                                                .reveal();
                                int next = Integer.parseInt(last.substring(2)) + 1;
                                hold.keep(login("r-" + next));
                                inside.decrementAndGet();
                            }
                            return null;
                        });
            }
        }

        assertEquals(1, most.get());
        assertEquals(
                "r-8", files().find("club").orElseThrow().refreshToken().orElseThrow().reveal());
    }
}
