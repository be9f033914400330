package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The clipboard by programs, played by small scripts.
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no /bin/sh")
class CommandClipboardTest {
    @TempDir Path folder;

    private List<String> taking() {
        return List.of("/bin/sh", "-c", "cat > '" + folder.resolve("taken") + "'");
    }

    private String taken() throws Exception {
        return Files.readString(folder.resolve("taken"));
    }

    @Test
    void the_text_reaches_the_program() throws Exception {
        new CommandClipboard(List.of(taking()), "it").copy("export A='ä'");

        assertEquals("export A='ä'", taken());
    }

    @Test
    void the_next_program_is_asked_when_one_is_missing_or_fails() throws Exception {
        var missing = List.of(folder.resolve("missing").toString());
        var failing = List.of("/bin/sh", "-c", "cat >/dev/null; exit 1");

        new CommandClipboard(List.of(missing, failing, taking()), "it").copy("text");

        assertEquals("text", taken());
    }

    @Test
    void a_program_that_stays_to_serve_the_text_is_not_waited_for() throws Exception {
        var staying =
                List.of(
                        "/bin/sh",
                        "-c",
                        "cat > '%s'; sleep 600 & echo $! > '%s'"
                                .formatted(folder.resolve("taken"), folder.resolve("pid")));

        new CommandClipboard(List.of(staying), "it").copy("text");

        assertEquals("text", taken());
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void where_there_is_none_it_says_what_to_install() {
        var none = CommandClipboard.of("Linux", Map.of());

        var told = assertThrows(Clipboard.Unavailable.class, () -> none.copy("text"));
        assertTrue(told.getMessage().contains("wl-clipboard, xclip or xsel"), told.getMessage());
    }

    @Test
    void the_display_decides_which_programs_are_asked() {
        assertEquals(
                List.of("wl-copy", "xclip", "xsel"),
                CommandClipboard.of(
                                "Linux", Map.of("WAYLAND_DISPLAY", "wayland-0", "DISPLAY", ":0"))
                        .commands()
                        .stream()
                        .map(List::getFirst)
                        .toList());
        assertEquals(
                List.of(List.of("pbcopy")), CommandClipboard.of("Mac OS X", Map.of()).commands());
        assertEquals(
                List.of(List.of("clip")), CommandClipboard.of("Windows 11", Map.of()).commands());
    }
}
