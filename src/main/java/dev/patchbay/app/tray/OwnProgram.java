package dev.patchbay.app.tray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The program that a person starts to have Patchbay. It tells itself to the JVM that it starts.
final class OwnProgram {
    private OwnProgram() {}

    /// Nothing if it runs from its classes.
    static Optional<Path> path() {
        return Stream.of("jpackage.app-path", "patchbay.launcher")
                .map(System::getProperty)
                .filter(it -> it != null && !it.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
