package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;

/// How Patchbay behaves on a desktop: the section `desktop`.
///
/// @param startAtLogin whether it starts, without a window, when its user logs in
/// @param theme how bright its windows are
/// @param notifications whether it tells by the desktop's notifications what should not be missed
public record DesktopSettings(
        boolean startAtLogin, Theme theme, boolean notifications, AsWritten written) {
    public static final DesktopSettings DEFAULT =
            new DesktopSettings(false, Theme.SYSTEM, true, AsWritten.NOTHING);

    static DesktopSettings of(Settings settings) {
        return settings.section("desktop") instanceof ObjectNode said
                ? read(Section.root(said, new ArrayList<>()))
                : DEFAULT;
    }

    public DesktopSettings withStartAtLogin(boolean other) {
        return new DesktopSettings(other, theme, notifications, written);
    }

    public DesktopSettings withTheme(Theme other) {
        return new DesktopSettings(startAtLogin, other, notifications, written);
    }

    public DesktopSettings withNotifications(boolean other) {
        return new DesktopSettings(startAtLogin, theme, other, written);
    }

    static DesktopSettings read(Section in) {
        var theme = in.text("theme").flatMap(Theme::of);
        if (in.has("theme") && theme.isEmpty()) {
            String was = Problem.shown(in.raw("theme"));
            in.wrong("theme", "must be " + Theme.WORDS + ", but is " + was + ".");
        }
        return new DesktopSettings(
                in.flag("startAtLogin", DEFAULT.startAtLogin()),
                theme.orElse(DEFAULT.theme()),
                in.flag("notifications", DEFAULT.notifications()),
                in.written());
    }

    ObjectNode json() {
        return written.overlaid(this, DesktopSettings::read, DesktopSettings::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("startAtLogin", startAtLogin)
                .put("theme", theme.text())
                .put("notifications", notifications)
                .done();
    }
}
