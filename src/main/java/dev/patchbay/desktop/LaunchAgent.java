package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The autostart of macOS: a property list in a folder of the user's.
final class LaunchAgent implements Autostart {
    private static final String LABEL = "dev.patchbay.patchbay";

    private final Path file;
    private final List<String> command;

    LaunchAgent(Path folder, List<String> command) {
        this.file = folder.resolve(LABEL + ".plist");
        this.command = List.copyOf(command);
    }

    @Override
    public State state() {
        return Files.exists(file) ? State.ON : State.ABSENT;
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
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
                "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key><string>%s</string>
                  <key>ProgramArguments</key>
                  <array>%s</array>
                  <key>RunAtLoad</key><true/>
                  <key>ProcessType</key><string>Interactive</string>
                </dict>
                </plist>
                """
                        .formatted(
                                LABEL,
                                command.stream()
                                        .map(it -> "<string>" + escaped(it) + "</string>")
                                        .collect(Collectors.joining())));
    }

    private static String escaped(String word) {
        return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
