package dev.patchbay.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Whether windows can be drawn by hardware. A Linux without any draws OpenGL by a compiler of its
/// own, at the price of 50 MB in our process; JavaFX's own drawing costs nothing of the kind.
public final class GraphicsCard {
    /// What drivers put there: of the kernel's own, of NVIDIA's, and of Windows around WSL.
    private static final List<String> SIGNS = List.of("dri", "nvidia0", "dxg");

    private GraphicsCard() {}

    public static boolean isThere() {
        return isThere(System.getProperty("os.name"), Path.of("/dev"));
    }

    static boolean isThere(String system, Path devices) {
        boolean linux = system.toLowerCase(Locale.ROOT).contains("linux");
        return !linux || SIGNS.stream().map(devices::resolve).anyMatch(Files::exists);
    }
}
