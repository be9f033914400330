package dev.patchbay.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What this computer draws with.
public final class Graphics {
    /// Where Linux offers a graphics processor: its own drivers, NVIDIA's, and Windows' guest.
    private static final List<String> DEVICES = List.of("/dev/dri", "/dev/nvidiactl", "/dev/dxg");

    private Graphics() {}

    /// Whether there is a graphics processor. Where this cannot be told, there is one.
    public static boolean hasProcessor() {
        return hasProcessor(System.getProperty("os.name"), Path.of("/"));
    }

    static boolean hasProcessor(String system, Path root) {
        return !system.toLowerCase(Locale.ROOT).contains("linux")
                || DEVICES.stream()
                        .anyMatch(device -> Files.exists(root.resolve(device.substring(1))));
    }
}
