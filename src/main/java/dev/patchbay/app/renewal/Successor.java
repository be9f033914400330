package dev.patchbay.app.renewal;

import dev.patchbay.desktop.Exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program that comes after this one: the launcher as it is by now, told what this one was
/// told.
public record Successor(Path launcher, List<String> words) {
    public Successor {
        words = List.copyOf(words);
    }

    /// Whether there is something to start.
    public boolean isThere() {
        return Files.isExecutable(launcher);
    }

    /// The same, with or without this switch.
    public Successor with(String option, boolean wanted) {
        List<String> other = new ArrayList<>(words);
        other.removeIf(option::equals);
        if (wanted) {
            other.add(option);
        }
        return new Successor(launcher, other);
    }

    /// Hands over to it. Everything of ours must be closed; comes back only if it runs beside us,
    /// and we are to end.
    public void takeOver() throws IOException {
        if (Exec.isPossible()) {
            Exec.become(launcher, words);
        }
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(words);
        var _ = new ProcessBuilder(command).inheritIO().start();
    }
}
