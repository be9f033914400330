package dev.patchbay.gui.parts;

import dev.patchbay.desktop.GraphicsCard;

import javafx.application.Platform;

import java.nio.file.Path;

/// The start of JavaFX, once per process.
public final class Toolkit {
    private Toolkit() {}

    /// @param natives where it may unpack its native libraries, if they do not lie beside Java's
    /// @param ready run on its thread
    /// @throws UnsupportedOperationException if there is no display that it could use
    public static void start(Path natives, Runnable ready) {
        System.setProperty("javafx.cachedir", natives.toString());
        if (System.getProperty("prism.order") == null && !GraphicsCard.isThere()) {
            System.setProperty("prism.order", "sw");
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
}
