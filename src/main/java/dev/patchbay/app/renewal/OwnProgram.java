package dev.patchbay.app.renewal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The program that a person starts to have Patchbay. It tells itself to the JVM that it starts.
public final class OwnProgram {
    private OwnProgram() {}

    /// The library that our own classes come from; nothing if it runs from its classes. The classes
    /// do not know: of one that came from an AOT cache, and was moved since, the JVM says nothing.
    public static Optional<Path> jar() {
        return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .map(Path::of)
                .filter(it -> it.endsWith("patchbay.jar"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// Which version stands in this library by now.
    public static Optional<String> version(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(it -> it.getMainAttributes().getValue(Name.IMPLEMENTATION_VERSION));
        } catch (IOException _) {
            return Optional.empty(); // it is being replaced once more
        }
    }

    /// Nothing if it runs from its classes.
    public static Optional<Path> path() {
        return Stream.of("jpackage.app-path", "patchbay.launcher")
                .map(System::getProperty)
                .filter(it -> it != null && !it.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
