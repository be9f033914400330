package dev.patchbay.gui.monitor.requests;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/// Asks a person where a file is to go.
@FunctionalInterface
public interface Take {
    /// @param name what is proposed
    Optional<Path> where(Window window, String title, String name);

    /// By the system's own dialog.
    static Take asking() {
        return (window, title, name) -> {
            var chooser = new FileChooser();
            chooser.setTitle(title);
            chooser.setInitialFileName(name);
            return Optional.ofNullable(chooser.showSaveDialog(window)).map(File::toPath);
        };
    }
}
