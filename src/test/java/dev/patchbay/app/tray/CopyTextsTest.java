package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.app.modes.TrayWish.CopyLine;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.settings.Secret;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// What people paste from the tray.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CopyTextsTest {
    private static final Access ACCESS = Access.of("0.0.0.0", 5225, Secret.of("a'token"));

    private static String copied(CopyLine line, Shell shell) {
        return CopyTexts.of(line, ACCESS, shell);
    }

    @Test
    void address_and_token_come_alone() {
        assertEquals("http://127.0.0.1:5225", copied(CopyLine.ADDRESS, Shell.POSIX));
        assertEquals("a'token", copied(CopyLine.TOKEN, Shell.POSIX));
    }

    @Test
    void a_line_starts_claude_code_in_the_shell_of_the_system() {
        assertEquals(
                "ANTHROPIC_BASE_URL='http://127.0.0.1:5225' ANTHROPIC_AUTH_TOKEN='a'\\''token'"
                        + " claude",
                copied(CopyLine.CLAUDE_CODE, Shell.POSIX));
        assertEquals(
                "$env:ANTHROPIC_BASE_URL='http://127.0.0.1:5225';"
                        + " $env:ANTHROPIC_AUTH_TOKEN='a''token'; claude",
                copied(CopyLine.CLAUDE_CODE, Shell.POWERSHELL));
    }

    @Test
    void a_line_sets_what_openai_clients_read() {
        assertEquals(
                "export OPENAI_BASE_URL='http://127.0.0.1:5225/v1';"
                        + " export OPENAI_API_KEY='a'\\''token'",
                copied(CopyLine.OPEN_AI, Shell.POSIX));
    }
}
