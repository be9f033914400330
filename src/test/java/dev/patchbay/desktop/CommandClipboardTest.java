package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.CommandClipboard.Tool;

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
import java.util.Optional;

/// The clipboard by programs, played by small scripts.
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no /bin/sh")
class CommandClipboardTest {
    @TempDir Path folder;

    private Tool taking() {
        String file = "'" + folder.resolve("taken") + "'";
        return Tool.of(shell("cat > " + file), shell("cat " + file));
    }

    private static List<String> shell(String script) {
        return List.of("/bin/sh", "-c", script);
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
        var none = List.of(folder.resolve("missing").toString());
        var missing = Tool.of(none, none);
        var failing = Tool.of(shell("cat >/dev/null; exit 1"), shell("exit 1"));

        new CommandClipboard(List.of(missing, failing, taking()), "it").copy("text");

        assertEquals("text", taken());
    }

    @Test
    void a_program_that_stays_to_serve_the_text_is_not_waited_for() throws Exception {
        var staying =
                Tool.of(
                        shell(
                                "cat > '%s'; sleep 600 & echo $! > '%s'"
                                        .formatted(folder.resolve("taken"), folder.resolve("pid"))),
                        shell("exit 1"));

        new CommandClipboard(List.of(staying), "it").copy("text");

        assertEquals("text", taken());
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void what_was_copied_can_be_read_and_taken_away() throws Exception {
        var clipboard = new CommandClipboard(List.of(taking()), "it");
        clipboard.copy("a line\nand another");
        assertEquals(Optional.of("a line\nand another"), clipboard.text());

        clipboard.clear();
        assertEquals(Optional.of(""), clipboard.text());
    }

    @Test
    void where_none_can_be_asked_nobody_knows_what_it_holds() {
        assertEquals(Optional.empty(), CommandClipboard.of("Linux", Map.of()).text());
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
                        .tools()
                        .stream()
                        .map(tool -> tool.copy().getFirst())
                        .toList());
        assertEquals(
                List.of("pbcopy"),
                CommandClipboard.of("Mac OS X", Map.of()).tools().getFirst().copy());
        assertEquals(
                List.of("clip"),
                CommandClipboard.of("Windows 11", Map.of()).tools().getFirst().copy());
    }
}
