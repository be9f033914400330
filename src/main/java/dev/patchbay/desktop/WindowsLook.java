package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Look;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Whether the task bar of Windows is a light one.
final class WindowsLook {
    private static final String KEY =
            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";

    private WindowsLook() {}

    static Look now(RunKey.Registry registry) {
        try {
            Optional<String> said =
                    registry.ask(List.of("query", KEY, "/v", "SystemUsesLightTheme"));
            boolean light =
                    said.filter(it -> it.matches("(?s).*REG_DWORD\\s+0x1\\b.*")).isPresent();
            return light ? Look.INK : Look.CHALK;
        } catch (IOException _) {
            return Look.CHALK;
        }
    }
}
