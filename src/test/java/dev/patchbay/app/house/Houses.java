package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Whole Patchbays for tests, each with files of its own.
public final class Houses {
    private Houses() {}

    /// One that answers by itself, and tells and keeps nothing.
    ///
    /// @param port where it opens its door when it is told to; 0 is any free one
    public static Wiring demo(Path folder, int port) throws IOException {
        var paths =
                new AppPaths(
                        folder,
                        folder.resolve("data"),
                        folder.resolve("cache"),
                        folder.resolve("logs"),
                        folder.resolve("run"));
        return Wiring.demo(
                paths,
                Overrides.of(Map.of("port", Integer.toString(port)), Map.of()),
                Map.of(),
                new KnownSecrets(),
                Voice.QUIET);
    }
}
