package dev.patchbay.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The clipboard by the small programs that every system has or offers for it. The text passes by
/// standard input and output, so no list of processes shows it.
public final class CommandClipboard implements Clipboard {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// One program, as it is called to take a text, to give it back, and to take none.
    record Tool(List<String> copy, List<String> paste, List<String> clear) {
        Tool {
            copy = List.copyOf(copy);
            paste = List.copyOf(paste);
            clear = List.copyOf(clear);
        }

        /// One that is emptied by an empty text.
        static Tool of(List<String> copy, List<String> paste) {
            return new Tool(copy, paste, copy);
        }
    }

    private final List<Tool> tools;
    private final String wanted;

    CommandClipboard(List<Tool> tools, String wanted) {
        this.tools = List.copyOf(tools);
        this.wanted = wanted;
    }

    public static CommandClipboard of(Map<String, String> environment) {
        return of(System.getProperty("os.name"), environment);
    }

    static CommandClipboard of(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac") || name.contains("darwin")) {
            return new CommandClipboard(
                    List.of(Tool.of(List.of("pbcopy"), List.of("pbpaste"))), "pbcopy");
        }
        if (name.startsWith("windows")) {
            var paste = List.of("powershell", "-NoProfile", "-Command", "Get-Clipboard -Raw");
            return new CommandClipboard(List.of(Tool.of(List.of("clip"), paste)), "clip");
        }
        List<Tool> tools = new ArrayList<>();
        if (environment.containsKey("WAYLAND_DISPLAY")) {
            tools.add(
                    new Tool(
                            List.of("wl-copy"),
                            List.of("wl-paste", "--no-newline"),
                            List.of("wl-copy", "--clear")));
        }
        if (environment.containsKey("DISPLAY")) {
            tools.add(
                    Tool.of(
                            List.of("xclip", "-selection", "clipboard"),
                            List.of("xclip", "-selection", "clipboard", "-o")));
            tools.add(
                    new Tool(
                            List.of("xsel", "--clipboard", "--input"),
                            List.of("xsel", "--clipboard", "--output"),
                            List.of("xsel", "--clipboard", "--clear")));
        }
        return new CommandClipboard(tools, "wl-clipboard, xclip or xsel");
    }

    List<Tool> tools() {
        return tools;
    }

    @Override
    public void copy(String text) throws Unavailable {
        if (tools.stream().noneMatch(tool -> took(tool.copy(), text))) {
            throw new Unavailable("The clipboard cannot be reached; install %s.".formatted(wanted));
        }
    }

    @Override
    public Optional<String> text() {
        return tools.stream().map(tool -> said(tool.paste())).flatMap(Optional::stream).findFirst();
    }

    @Override
    public void clear() {
        for (Tool tool : tools) {
            if (took(tool.clear(), "")) {
                return;
            }
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
            return ended(process);
        } catch (IOException _) {
            return false; // not installed, or it does not want to
        }
    }

    private static Optional<String> said(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var text =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try (var out = process.getInputStream()) {
                                    return new String(out.readAllBytes(), StandardCharsets.UTF_8);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            Thread::startVirtualThread);
            return ended(process)
                    ? Optional.of(text.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException _) {
            return Optional.empty(); // not installed, or it has nothing to say
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
