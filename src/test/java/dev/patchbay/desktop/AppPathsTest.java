package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppPathsTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void linux_follows_the_xdg_folders() {
        var paths =
                AppPaths.of(
                        "Linux",
                        HOME,
                        Map.of("XDG_CONFIG_HOME", "/c", "XDG_RUNTIME_DIR", "/run/user/1000"));

        assertEquals(Path.of("/c/patchbay/settings.json"), paths.settingsFile());
        assertEquals(HOME.resolve(".local/share/patchbay/history.db"), paths.historyFile());
        assertEquals(HOME.resolve(".local/state/patchbay/logs/patchbay.jsonl"), paths.logFile());
        assertEquals(HOME.resolve(".cache/patchbay"), paths.cache());
        assertEquals(Path.of("/run/user/1000/patchbay"), paths.runtime());
    }

    @Test
    void linux_without_a_runtime_folder_uses_one_of_ours() {
        assertEquals(
                HOME.resolve(".local/share/patchbay/run"),
                AppPaths.of("Linux", HOME, Map.of()).runtime());
    }

    @Test
    void an_xdg_folder_that_is_not_absolute_is_ignored() {
        assertEquals(
                HOME.resolve(".config/patchbay"),
                AppPaths.of("Linux", HOME, Map.of("XDG_CONFIG_HOME", "here")).settings());
    }

    @Test
    void mac_uses_the_library() {
        var paths = AppPaths.of("Mac OS X", HOME, Map.of());

        assertEquals(HOME.resolve("Library/Application Support/Patchbay"), paths.settings());
        assertEquals(HOME.resolve("Library/Logs/Patchbay/patchbay.jsonl"), paths.logFile());
    }

    @Test
    void windows_keeps_settings_roaming_and_the_rest_local() {
        var paths =
                AppPaths.of(
                        "Windows 11", HOME, Map.of("APPDATA", "/roam", "LOCALAPPDATA", "/local"));

        assertEquals(Path.of("/roam/Patchbay/settings.json"), paths.settingsFile());
        assertEquals(Path.of("/local/Patchbay/history.db"), paths.historyFile());
    }

    @Test
    void one_variable_moves_every_file() {
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            var paths = AppPaths.of(system, HOME, Map.of("PATCHBAY_HOME", "~/pb"));

            assertEquals(HOME.resolve("pb/settings.json"), paths.settingsFile());
            assertEquals(HOME.resolve("pb/history.db"), paths.historyFile());
            assertEquals(HOME.resolve("pb/logs/patchbay.jsonl"), paths.logFile());
            assertEquals(HOME.resolve("pb/run/patchbay.sock"), paths.controlSocket());
            assertEquals(HOME.resolve("pb/cache"), paths.cache());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links and permissions are others there")
    void folders_are_made_for_their_owner_alone(@TempDir Path folder) throws Exception {
        var paths =
                AppPaths.of("Linux", HOME, Map.of("PATCHBAY_HOME", folder.resolve("pb").toString()))
                        .ready();

        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.runtime())));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.settings())));
    }
}
