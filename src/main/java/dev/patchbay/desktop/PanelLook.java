package dev.patchbay.desktop;

import dev.patchbay.desktop.TrayImages.Look;

import java.util.function.Consumer;

/// Whether the desktop's panel is a light one. Nothing tells that itself; the nearest to it is
/// whether the desktop asks for light windows, which the portal of newer ones tells.
final class PanelLook {
    private static final String PORTAL = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String SETTINGS = "org.freedesktop.portal.Settings";
    private static final String APPEARANCE = "org.freedesktop.appearance";
    private static final String SCHEME = "color-scheme";
    private static final int LIGHT = 2;

    private PanelLook() {}

    /// Tells the look now, and whenever it changes.
    static void follow(BusLink link, Consumer<Look> told) throws BusFault {
        link.watch(PORTAL, _ -> told.accept(of(link)));
        link.listen(SETTINGS, "SettingChanged", APPEARANCE, _ -> told.accept(of(link)));
        told.accept(of(link));
    }

    private static Look of(BusLink link) {
        try {
            Object[] answer = link.ask(PORTAL, PATH, SETTINGS, "Read", "ss", APPEARANCE, SCHEME);
            boolean light =
                    BusLink.plain(answer[0]) instanceof Number scheme && scheme.intValue() == LIGHT;
            return light ? Look.INK : Look.CHALK;
        } catch (BusFault _) {
            return Look.CHALK; // most panels are dark where nobody says anything
        }
    }
}
