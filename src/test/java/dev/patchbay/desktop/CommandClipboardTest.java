package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.CommandClipboard.Program;

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

    private Program taking() {
        return program("cat > '%s'", "cat '%s'");
    }

    private Program program(String takes, String gives) {
        Path taken = folder.resolve("taken");
        return new Program(
                List.of("/bin/sh", "-c", takes.formatted(taken)),
                List.of("/bin/sh", "-c", gives.formatted(taken)));
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
        List<String> nowhere = List.of(folder.resolve("missing").toString());
        var missing = new Program(nowhere, nowhere);
        var failing = program("cat >/dev/null; exit 1", "exit 1");

        new CommandClipboard(List.of(missing, failing, taking()), "it").copy("text");

        assertEquals("text", taken());
    }

    @Test
    void a_program_that_stays_to_serve_the_text_is_not_waited_for() throws Exception {
        var staying =
                program(
                        "cat > '%%s'; sleep 600 & echo $! > '%s'".formatted(folder.resolve("pid")),
                        "");

        new CommandClipboard(List.of(staying), "it").copy("text");

        assertEquals("text", taken());
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void what_is_to_be_forgotten_is_taken_out() throws Exception {
        var clipboard = new CommandClipboard(List.of(taking()), "it");
        clipboard.copy("made-up-token");

        clipboard.forget("made-up-token");

        assertEquals("", taken());
    }

    @Test
    void what_was_copied_since_stays() throws Exception {
        var clipboard = new CommandClipboard(List.of(taking()), "it");
        clipboard.copy("something else");

        clipboard.forget("made-up-token");

        assertEquals("something else", taken());
    }

    @Test
    void a_clipboard_that_nobody_can_look_into_is_left_alone() throws Exception {
        var blind = new CommandClipboard(List.of(program("cat > '%s'", "exit 1")), "it");
        blind.copy("made-up-token");

        blind.forget("made-up-token");

        assertEquals("made-up-token", taken());
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
                        .programs()
                        .stream()
                        .map(program -> program.takes().getFirst())
                        .toList());
        assertEquals(List.of("pbcopy"), takes("Mac OS X"));
        assertEquals(List.of("clip"), takes("Windows 11"));
    }

    private static List<String> takes(String system) {
        return CommandClipboard.of(system, Map.of()).programs().getFirst().takes();
    }
}
