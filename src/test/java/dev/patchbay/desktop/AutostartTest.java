package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What each system has to know to start Patchbay at login.
@DisplayNameGeneration(ReplaceUnderscores.class)
class AutostartTest {
    @TempDir Path home;

    private Autostart on(String system, Map<String, String> environment) {
        return Autostart.of(system, home, Path.of("/opt/patchbay/bin/patchbay"), environment);
    }

    private Path entry() {
        return home.resolve(".config/autostart/patchbay.desktop");
    }

    @Test
    void linux_gets_an_entry_that_starts_without_a_window_and_loses_it() throws IOException {
        Autostart autostart = on("Linux", Map.of());
        assertEquals(Autostart.State.ABSENT, autostart.state());

        autostart.set(true);

        assertEquals(Autostart.State.ON, autostart.state());
        List<String> lines = Files.readAllLines(entry());
        assertEquals("[Desktop Entry]", lines.getFirst());
        assertTrue(lines.contains("Type=Application"), lines.toString());
        assertTrue(lines.contains("Exec=/opt/patchbay/bin/patchbay --hidden"), lines.toString());

        autostart.set(false);
        autostart.set(false);

        assertFalse(Files.exists(entry()));
        assertEquals(Autostart.State.ABSENT, autostart.state());
    }

    @Test
    void what_a_desktops_own_tool_switched_off_is_off_and_can_be_switched_on() throws IOException {
        Autostart autostart = on("Linux", Map.of());
        for (String off : List.of("Hidden=true", "X-GNOME-Autostart-enabled = false")) {
            autostart.set(true);
            Files.writeString(
                    entry(), Files.readString(entry()).replaceAll("X-GNOME.*\n", "") + off);
            assertEquals(Autostart.State.SWITCHED_OFF, autostart.state());
        }

        autostart.set(true);

        assertEquals(Autostart.State.ON, autostart.state());
    }

    @Test
    void the_folders_that_were_set_are_used() throws IOException {
        Path config = home.resolve("elsewhere");
        on("Linux", Map.of("XDG_CONFIG_HOME", config.toString(), "PATCHBAY_HOME", "/srv/my files"))
                .set(true);

        String written = Files.readString(config.resolve("autostart/patchbay.desktop"));
        assertTrue(
                written.contains(
                        "Exec=/usr/bin/env \"PATCHBAY_HOME=/srv/my files\""
                                + " /opt/patchbay/bin/patchbay --hidden\n"),
                written);
    }

    @Test
    void words_are_quoted_as_desktop_entries_want_it() {
        assertEquals("/usr/bin/a-b_c", DesktopEntry.quoted("/usr/bin/a-b_c"));
        assertEquals("\"a b\"", DesktopEntry.quoted("a b"));
        assertEquals("100%%", DesktopEntry.quoted("100%"));
        assertEquals("\"a\\\\\\\\b\\\\\"c\\\\$\"", DesktopEntry.quoted("a\\b\"c$"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its paths cannot look like these")
    void macos_gets_a_property_list() throws IOException {
        Autostart autostart = on("Mac OS X", Map.of("PATCHBAY_HOME", "/a&b"));
        autostart.set(true);

        String written =
                Files.readString(home.resolve("Library/LaunchAgents/dev.patchbay.patchbay.plist"));
        assertTrue(
                written.contains(
                        "<array><string>/usr/bin/env</string><string>PATCHBAY_HOME=/a&amp;b</string>"
                            + "<string>/opt/patchbay/bin/patchbay</string><string>--hidden</string></array>"),
                written);
        assertEquals(Autostart.State.ON, autostart.state());

        autostart.set(false);
        assertEquals(Autostart.State.ABSENT, autostart.state());
    }

    /// A registry in memory: a value by its key and name.
    private static final class Values implements RunKey.Registry {
        final Map<String, String> kept = new TreeMap<>();
        final List<List<String>> asked = new ArrayList<>();

        @Override
        public Optional<String> ask(List<String> words) {
            asked.add(words);
            String value = words.get(1).endsWith("Approved\\Run") ? "approved" : "run";
            return switch (words.getFirst()) {
                case "query" -> Optional.ofNullable(kept.get(value));
                case "add" -> {
                    kept.put(value, words.get(words.indexOf("/d") + 1));
                    yield Optional.of("done");
                }
                default -> Optional.ofNullable(kept.remove(value));
            };
        }
    }

    @Test
    void windows_gets_a_value_in_its_registry() throws IOException {
        var registry = new Values();
        Autostart autostart =
                new RunKey(
                        List.of("C:\\Program Files\\Patchbay\\Patchbay.exe", "--hidden"), registry);
        assertEquals(Autostart.State.ABSENT, autostart.state());

        autostart.set(true);

        assertEquals(
                "\"C:\\Program Files\\Patchbay\\Patchbay.exe\" --hidden", registry.kept.get("run"));
        assertEquals(Autostart.State.ON, autostart.state());

        autostart.set(false);
        autostart.set(false);
        assertEquals(Autostart.State.ABSENT, autostart.state());
    }

    @Test
    void what_the_task_manager_switched_off_is_off_and_can_be_switched_on() throws IOException {
        var registry = new Values();
        Autostart autostart = new RunKey(List.of("patchbay.exe", "--hidden"), registry);
        autostart.set(true);
        registry.kept.put("approved", "    Patchbay    REG_BINARY    030000006C3C");
        assertEquals(Autostart.State.SWITCHED_OFF, autostart.state());

        autostart.set(true);
        assertEquals(Autostart.State.ON, autostart.state());

        registry.kept.put("approved", "    Patchbay    REG_BINARY    020000006C3C");
        assertEquals(Autostart.State.ON, autostart.state());
    }

    @Test
    void a_registry_that_refuses_is_told() {
        Autostart autostart = new RunKey(List.of("patchbay.exe"), _ -> Optional.empty());

        assertThrows(IOException.class, () -> autostart.set(true));
    }
}
