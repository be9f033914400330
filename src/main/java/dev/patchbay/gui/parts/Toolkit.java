package dev.patchbay.gui.parts;

import dev.patchbay.desktop.Graphics;

import javafx.application.Platform;

import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The start of JavaFX, once per process.
public final class Toolkit {
    /// Held, as settings of loggers that nobody holds are forgotten.
    private static final Logger LOG = Logger.getLogger("javafx");

    /// What JavaFX tries to draw with.
    private static final String ORDER = "prism.order";

    private Toolkit() {}

    /// @param natives where it may unpack its native libraries, if they do not lie beside Java's
    /// @param ready run on its thread
    /// @throws UnsupportedOperationException if there is no display that it could use
    public static void start(Path natives, Runnable ready) {
        LOG.setFilter(Toolkit::isWorthTelling);
        System.setProperty("javafx.cachedir", natives.toString());
        if (!Graphics.hasProcessor()) {
            // Else it loads a whole compiler for shaders before it finds out.
            System.setProperty(ORDER, System.getProperty(ORDER, "sw"));
        }
        Runnable first =
                () -> {
                    Platform.setImplicitExit(false);
                    ready.run();
                };
        try {
            Platform.startup(first);
        } catch (IllegalStateException _) {
            Platform.runLater(first); // it runs already
        }
    }

    /// Started from the class path, JavaFX complains of it at each start. From the module path,
    /// every verb would start later by what resolving modules takes.
    private static boolean isWorthTelling(LogRecord said) {
        String text = Objects.requireNonNullElse(said.getMessage(), "");
        return !text.startsWith("Unsupported JavaFX configuration");
    }
}
