package dev.patchbay.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The clipboard by the small programs that every system has or offers for it. The text passes by
/// standard input, so no list of processes shows it.
public final class CommandClipboard implements Clipboard {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A program of the system, as commands.
    ///
    /// @param takes puts into the clipboard what it reads
    /// @param gives writes what the clipboard holds
    record Program(List<String> takes, List<String> gives) {
        Program {
            takes = List.copyOf(takes);
            gives = List.copyOf(gives);
        }
    }

    private final List<Program> programs;
    private final String wanted;

    CommandClipboard(List<Program> programs, String wanted) {
        this.programs = List.copyOf(programs);
        this.wanted = wanted;
    }

    public static CommandClipboard of(Map<String, String> environment) {
        return of(System.getProperty("os.name"), environment);
    }

    static CommandClipboard of(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac") || name.contains("darwin")) {
            return new CommandClipboard(
                    List.of(new Program(List.of("pbcopy"), List.of("pbpaste"))), "pbcopy");
        }
        if (name.startsWith("windows")) {
            return new CommandClipboard(
                    List.of(
                            new Program(
                                    List.of("clip"),
                                    List.of(
                                            "powershell",
                                            "-NoProfile",
                                            "-Command",
                                            "Get-Clipboard -Raw"))),
                    "clip");
        }
        List<Program> programs = new ArrayList<>();
        if (environment.containsKey("WAYLAND_DISPLAY")) {
            programs.add(new Program(List.of("wl-copy"), List.of("wl-paste", "--no-newline")));
        }
        if (environment.containsKey("DISPLAY")) {
            programs.add(
                    new Program(
                            List.of("xclip", "-selection", "clipboard"),
                            List.of("xclip", "-selection", "clipboard", "-o")));
            programs.add(
                    new Program(
                            List.of("xsel", "--clipboard", "--input"),
                            List.of("xsel", "--clipboard", "--output")));
        }
        return new CommandClipboard(programs, "wl-clipboard, xclip or xsel");
    }

    List<Program> programs() {
        return programs;
    }

    @Override
    public void copy(String text) throws Unavailable {
        for (Program program : programs) {
            if (took(program.takes(), text)) {
                return;
            }
        }
        throw new Unavailable("The clipboard cannot be reached; install %s.".formatted(wanted));
    }

    @Override
    public void forget(String text) {
        for (Program program : programs) {
            Optional<String> held = given(program.gives());
            if (held.isPresent()) {
                if (held.get().strip().equals(text.strip())) {
                    var _ = took(program.takes(), "");
                }
                return;
            }
        }
    }

    private static Optional<String> given(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var end = process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var _ = end.exceptionally(_ -> process.destroyForcibly());
            byte[] held = process.getInputStream().readAllBytes();
            return process.waitFor() == 0
                    ? Optional.of(new String(held, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // not installed, or it does not want to
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean took(List<String> command, String text) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            // Those of X11 stay to serve the text, and would hold a pipe open.
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException _) {
            return false; // not installed, or it does not want to
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
