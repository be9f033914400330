package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Look;

import java.util.List;
import java.util.function.Consumer;

/// Whether the desktop's panel is a light one. Nothing tells that itself; the nearest to it is
/// whether the desktop asks for light windows, which the portal of newer ones tells. The panel of
/// GNOME is dark whatever its windows are.
final class PanelLook {
    private static final String PORTAL = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String SETTINGS = "org.freedesktop.portal.Settings";
    private static final String APPEARANCE = "org.freedesktop.appearance";
    private static final String SCHEME = "color-scheme";

    private final boolean gnome;

    /// @param desktop what XDG_CURRENT_DESKTOP says
    PanelLook(String desktop) {
        this.gnome = List.of(desktop.split(":")).contains("GNOME");
    }

    /// Tells the look now, and whenever it changes.
    void follow(BusLink link, Consumer<Look> told) throws BusFault {
        if (gnome) {
            told.accept(Look.CHALK);
            return;
        }
        link.listen(SETTINGS, "SettingChanged", APPEARANCE, _ -> told.accept(asked(link)));
        link.watch(PORTAL, _ -> told.accept(asked(link)));
    }

    private static Look asked(BusLink link) {
        try {
            Object[] answer = link.ask(PORTAL, PATH, SETTINGS, "Read", "ss", APPEARANCE, SCHEME);
            return BusLink.plain(answer[0]) instanceof Number scheme
                    ? of(scheme.intValue())
                    : Look.NEUTRAL;
        } catch (BusFault _) {
            return Look.NEUTRAL; // a desktop without a portal
        }
    }

    private static Look of(int scheme) {
        return switch (scheme) {
            case 1 -> Look.CHALK;
            case 2 -> Look.INK;
            default -> Look.NEUTRAL;
        };
    }
}
