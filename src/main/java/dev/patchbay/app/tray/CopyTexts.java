package dev.patchbay.app.tray;

import dev.patchbay.app.modes.TrayWish.CopyLine;
import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.AnyClient.Shell;

/// What the tray copies: how clients reach us. All but the address hold the local token.
final class CopyTexts {
    private CopyTexts() {}

    static String of(CopyLine line, Access access, Shell shell) {
        return switch (line) {
            case ADDRESS -> access.address();
            case TOKEN -> access.token().reveal();
            case CLAUDE_CODE -> claudeCode(access, shell);
            case OPEN_AI -> String.join("; ", AnyClient.OPENAI.lines(access, shell));
        };
    }

    /// Starts it with our address, for this once.
    private static String claudeCode(Access access, Shell shell) {
        String form =
                switch (shell) {
                    case POSIX -> "ANTHROPIC_BASE_URL=%s ANTHROPIC_AUTH_TOKEN=%s claude";
                    case POWERSHELL ->
                            "$env:ANTHROPIC_BASE_URL=%s; $env:ANTHROPIC_AUTH_TOKEN=%s; claude";
                };
        return form.formatted(
                quoted(access.address(), shell), quoted(access.token().reveal(), shell));
    }

    private static String quoted(String value, Shell shell) {
        String quote = shell == Shell.POSIX ? "'\\''" : "''";
        return "'" + value.replace("'", quote) + "'";
    }
}
