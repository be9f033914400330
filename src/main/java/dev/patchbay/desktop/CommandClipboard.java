package dev.patchbay.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The clipboard by the small programs that every system has or offers for it. The text passes by
/// standard input, so no list of processes shows it.
public final class CommandClipboard implements Clipboard {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<List<String>> commands;
    private final String wanted;

    CommandClipboard(List<List<String>> commands, String wanted) {
        this.commands = List.copyOf(commands);
        this.wanted = wanted;
    }

    public static CommandClipboard of(Map<String, String> environment) {
        return of(System.getProperty("os.name"), environment);
    }

    static CommandClipboard of(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac") || name.contains("darwin")) {
            return new CommandClipboard(List.of(List.of("pbcopy")), "pbcopy");
        }
        if (name.startsWith("windows")) {
            return new CommandClipboard(List.of(List.of("clip")), "clip");
        }
        List<List<String>> commands = new ArrayList<>();
        if (environment.containsKey("WAYLAND_DISPLAY")) {
            commands.add(List.of("wl-copy"));
        }
        if (environment.containsKey("DISPLAY")) {
            commands.add(List.of("xclip", "-selection", "clipboard"));
            commands.add(List.of("xsel", "--clipboard", "--input"));
        }
        return new CommandClipboard(commands, "wl-clipboard, xclip or xsel");
    }

    List<List<String>> commands() {
        return commands;
    }

    @Override
    public void copy(String text) throws Unavailable {
        for (List<String> command : commands) {
            if (took(command, text)) {
                return;
            }
        }
        throw new Unavailable("The clipboard cannot be reached; install %s.".formatted(wanted));
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
