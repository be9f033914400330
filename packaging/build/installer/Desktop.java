import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A desktop that nobody sees, for a window to open on: on Linux an X server and a message bus of
/// its own. Other systems have one, always.
final class Desktop implements AutoCloseable {
    private final List<Process> children = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String options = "";

    private Desktop() {}

    static Desktop open(Path folder) throws IOException {
        var desktop = new Desktop();
        if (System.getProperty("os.name").equals("Linux")) {
            desktop.openX(folder);
            desktop.openBus();
        }
        return desktop;
    }

    private void openX(Path folder) throws IOException {
        environment.put("WAYLAND_DISPLAY", "");
        try {
            String display =
                    firstLine(
                            List.of(
                                    "Xvfb",
                                    "-noreset",
                                    "-displayfd",
                                    "1",
                                    "-screen",
                                    "0",
                                    "1280x860x24"),
                            folder.resolve("xvfb"));
            environment.put("DISPLAY", ":" + display);
        } catch (IOException _) {
            System.out.println(
                    "Xvfb is missing here, so the window is rehearsed without a screen: the first"
                            + " one that a user opens takes longer. (Debian: xvfb)");
            environment.put("DISPLAY", ":none");
            options = "-Dglass.platform=Headless -Dprism.order=sw";
        }
    }

    private void openBus() {
        try {
            List<String> words =
                    List.of("dbus-daemon", "--session", "--nofork", "--print-address=1");
            environment.put("DBUS_SESSION_BUS_ADDRESS", firstLine(words, null));
        } catch (IOException _) {
            environment.put("DBUS_SESSION_BUS_ADDRESS", ""); // the tray is rehearsed without one
        }
    }

    /// Starts a program that lives as long as the desktop, and that begins by saying where it is.
    private String firstLine(List<String> words, Path errors) throws IOException {
        var builder = new ProcessBuilder(words);
        builder.redirectError(
                errors == null
                        ? ProcessBuilder.Redirect.DISCARD
                        : ProcessBuilder.Redirect.to(errors.toFile()));
        Process process = builder.start();
        children.add(process);
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        if (line == null) {
            String why = errors == null ? "" : Files.readString(errors);
            throw new Command.Failed(words.getFirst() + " does not start: " + why);
        }
        return line.strip();
    }

    Map<String, String> environment() {
        return environment;
    }

    /// For the JVM.
    String options() {
        return options;
    }

    @Override
    public void close() {
        children.forEach(Process::destroy);
    }
}
