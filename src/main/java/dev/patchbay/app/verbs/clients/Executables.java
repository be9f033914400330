package dev.patchbay.app.verbs.clients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds commands that Windows does not start by their bare name: npm installs programs as `.cmd`.
final class Executables {
    private Executables() {}

    static List<String> found(List<String> command, Map<String, String> environment) {
        boolean windows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? withEnding(command, environment) : command;
    }

    static List<String> withEnding(List<String> command, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String ending : environment.getOrDefault("PATHEXT", "").split(";")) {
                Path file = Path.of(folder, command.getFirst() + ending.toLowerCase(Locale.ROOT));
                if (!ending.isEmpty() && Files.isRegularFile(file)) {
                    var found = new ArrayList<>(command);
                    found.set(0, file.toString());
                    return found;
                }
            }
        }
        return command;
    }
}
