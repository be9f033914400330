package dev.patchbay.app.modes;

import dev.patchbay.hub.Target;

/// What a person wants who chose an item of the tray's menu.
public sealed interface TrayWish {
    record Start() implements TrayWish {}

    record Stop() implements TrayWish {}

    /// This target of the alias is to be asked first; the others stay behind it.
    record Prefer(String alias, Target target) implements TrayWish {}

    record Copy(CopyLine line) implements TrayWish {}

    record Open(Screen screen) implements TrayWish {}

    record StartAtLogin(boolean on) implements TrayWish {}

    /// Begin anew, with the version that was installed.
    record Restart() implements TrayWish {}

    record Quit() implements TrayWish {}

    enum CopyLine {
        ADDRESS,
        TOKEN,
        CLAUDE_CODE,
        OPEN_AI
    }

    enum Screen {
        MONITOR,
        SETTINGS,
        LOGS
    }
}
