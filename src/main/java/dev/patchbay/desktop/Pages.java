package dev.patchbay.desktop;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Shows pages of the web and folders of the disk by the user's own programs for them.
public final class Pages {
    private Pages() {}

    /// @param place the address of a page, or the path of a folder
    public static void open(String place) throws IOException {
        new ProcessBuilder(command(System.getProperty("os.name"), place))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> command(String system, String place) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac") || name.contains("darwin")) {
            return List.of("open", place);
        }
        return name.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", place)
                : List.of("xdg-open", place);
    }
}
