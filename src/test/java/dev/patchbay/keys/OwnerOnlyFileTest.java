package dev.patchbay.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Executors;

@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
class OwnerOnlyFileTest {
    @TempDir Path folder;
    private Path file;
    private OwnerOnlyFile secrets;

    @BeforeEach
    void place() {
        file = folder.resolve("a/secrets.properties");
        secrets = new OwnerOnlyFile(file);
    }

    @Test
    void the_file_is_made_for_its_owner_alone() throws Exception {
        secrets.put("a", Secret.of("x"));

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void names_and_values_of_any_letters_come_back_as_they_were() throws Exception {
        secrets.put("a=b:c d#!ü", Secret.of("=x\\y:#!ñ ☂"));

        assertEquals("=x\\y:#!ñ ☂", new OwnerOnlyFile(file).get("a=b:c d#!ü").reveal());
    }

    @Test
    void a_link_in_its_place_is_not_followed() throws Exception {
        Files.createDirectory(file.getParent());
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "a=hush");
        Files.createSymbolicLink(file, elsewhere);

        var refused = assertThrows(SecretUnavailable.class, () -> secrets.get("a"));
        assertTrue(refused.message().contains("is a link"), refused.message());
        assertThrows(SecretUnavailable.class, () -> secrets.put("b", Secret.of("x")));
        assertEquals("a=hush", Files.readString(elsewhere));
    }

    @Test
    void a_file_that_others_can_read_is_refused_with_the_remedy() throws Exception {
        secrets.put("a", Secret.of("hush"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        var refused = assertThrows(SecretUnavailable.class, () -> secrets.get("a"));
        assertEquals(Reason.DENIED, refused.reason());
        assertTrue(refused.message().contains("chmod 600"), refused.message());
    }

    @Test
    void a_broken_file_is_neither_shown_nor_overwritten() throws Exception {
        secrets.put("a", Secret.of("x"));
        Files.writeString(file, "a=hush\\u00zz");

        var broken = assertThrows(SecretUnavailable.class, () -> secrets.put("b", Secret.of("y")));
        assertFalse(broken.message().contains("hush"), broken.message());
        assertEquals("a=hush\\u00zz", Files.readString(file));
    }

    @Test
    void a_secret_of_several_lines_is_refused() {
        assertEquals(
                Reason.UNUSABLE,
                assertThrows(SecretUnavailable.class, () -> secrets.put("a", Secret.of("x\ny")))
                        .reason());
    }

    @Test
    void secrets_put_from_two_sides_at_once_are_all_kept() throws Exception {
        var other = new OwnerOnlyFile(file);
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                String name = "n" + i;
                var store = i % 2 == 0 ? secrets : other;
                var _ =
                        threads.submit(
                                () -> {
                                    store.put(name, Secret.of("x"));
                                    return name;
                                });
            }
        }

        for (int i = 0; i < 20; i++) {
            assertEquals("x", secrets.get("n" + i).reveal());
        }
    }
}
