package dev.patchbay.desktop;

import java.util.Locale;
import java.util.Map;

/// Whether there is a desktop for windows.
public final class Display {
    private Display() {}

    public static boolean isThere(Map<String, String> environment) {
        return isThere(System.getProperty("os.name"), environment);
    }

    static boolean isThere(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        boolean always = name.startsWith("mac") || name.startsWith("windows");
        return always
                || !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    }
}
