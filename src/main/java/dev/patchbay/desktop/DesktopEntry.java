package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The autostart of Linux desktops: a desktop entry in a folder of the user's.
final class DesktopEntry implements Autostart {
    private final Path file;
    private final List<String> command;

    DesktopEntry(Path folder, List<String> command) {
        this.file = folder.resolve("patchbay.desktop");
        this.command = List.copyOf(command);
    }

    @Override
    public State state() {
        try {
            List<String> lines =
                    Files.readAllLines(file).stream().map(it -> it.replace(" ", "")).toList();
            boolean off =
                    lines.contains("Hidden=true")
                            || lines.contains("X-GNOME-Autostart-enabled=false");
            return off ? State.SWITCHED_OFF : State.ON;
        } catch (IOException _) {
            return State.ABSENT;
        }
    }

    @Override
    public void set(boolean on) throws IOException {
        if (!on) {
            Files.deleteIfExists(file);
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                [Desktop Entry]
                Type=Application
                Name=Patchbay
                Comment=Patches AI clients through to model backends
                Exec=%s
                Icon=patchbay
                Terminal=false
                X-GNOME-Autostart-enabled=true
                """
                        .formatted(
                                command.stream()
                                        .map(DesktopEntry::quoted)
                                        .collect(Collectors.joining(" "))));
    }

    /// As the Desktop Entry specification wants it, whose strings are escaped once more.
    static String quoted(String word) {
        String percent = word.replace("%", "%%");
        if (percent.matches("[A-Za-z0-9_@%+=:,./-]+")) {
            return percent;
        }
        return '"' + percent.replaceAll("[\"`$\\\\]", "\\\\$0").replace("\\", "\\\\") + '"';
    }
}
