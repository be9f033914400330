package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The autostart of Windows: a value in the registry, by its own tool. Its task manager switches
/// entries off by another value beside it, whose first byte is odd then.
final class RunKey implements Autostart {
    private static final String CURRENT = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\";
    private static final String RUN = CURRENT + "Run";
    private static final String APPROVED = CURRENT + "Explorer\\StartupApproved\\Run";
    private static final String NAME = "Patchbay";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Runs `reg` with these words.
    interface Registry {
        /// What it printed, if it could do it.
        Optional<String> ask(List<String> words) throws IOException;
    }

    private final List<String> command;
    private final Registry registry;

    RunKey(List<String> command, Registry registry) {
        this.command = List.copyOf(command);
        this.registry = registry;
    }

    @Override
    public State state() {
        try {
            if (registry.ask(List.of("query", RUN, "/v", NAME)).isEmpty()) {
                return State.ABSENT;
            }
            Optional<String> approved = registry.ask(List.of("query", APPROVED, "/v", NAME));
            return approved.filter(RunKey::isOff).isPresent() ? State.SWITCHED_OFF : State.ON;
        } catch (IOException _) {
            return State.ABSENT; // without the tool nothing can be switched, either
        }
    }

    private static boolean isOff(String printed) {
        return printed.matches("(?s).*REG_BINARY\\s+[0-9A-Fa-f][13579BDFbdf][0-9A-Fa-f]*.*");
    }

    @Override
    public void set(boolean on) throws IOException {
        List<String> words =
                on
                        ? List.of("add", RUN, "/v", NAME, "/t", "REG_SZ", "/d", line(), "/f")
                        : List.of("delete", RUN, "/v", NAME, "/f");
        if (registry.ask(words).isEmpty() && (on || state() != State.ABSENT)) {
            throw new IOException("the registry refused");
        }
        registry.ask(List.of("delete", APPROVED, "/v", NAME, "/f"));
    }

    private String line() {
        return command.stream()
                .map(it -> it.contains(" ") ? '"' + it + '"' : it)
                .collect(Collectors.joining(" "));
    }

    static Optional<String> reg(List<String> words) throws IOException {
        List<String> whole = new ArrayList<>(List.of("reg"));
        // Windows takes a command apart again: what has quotes inside must have them escaped.
        words.forEach(it -> whole.add(it.replace("\"", "\\\"")));
        Process process =
                new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            boolean done = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return done && process.exitValue() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
