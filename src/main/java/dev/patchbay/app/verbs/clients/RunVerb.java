package dev.patchbay.app.verbs.clients;

import dev.patchbay.connect.Access;
import dev.patchbay.connect.AnyClient;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.connect.ClaudeCode.SignIn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// `run`: one command, with the variables that lead it to us. Our own output stays out of its way.
final class RunVerb {
    private static final int FAILED = 1;

    private final List<String> command;
    private final SignIn signIn;
    private final ClaudeCode claude;
    private final Map<String, String> environment;
    private final PrintStream err;

    RunVerb(
            List<String> command,
            SignIn signIn,
            ClaudeCode claude,
            Map<String, String> environment,
            PrintStream err) {
        this.command = command;
        this.signIn = signIn;
        this.claude = claude;
        this.environment = environment;
        this.err = err;
    }

    /// Runs it to its end, and answers with its exit code.
    ///
    /// @param farewell what is to be closed when a signal ends us
    int run(Access access, Runnable farewell) {
        if (isClaude()) {
            claude.remarks(access, signIn).forEach(remark -> err.println("Note: " + remark));
        }
        var builder = new ProcessBuilder(Executables.found(command, environment)).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(variables(access));
        return new Errand(builder, farewell).run();
    }

    private boolean isClaude() {
        String name = String.valueOf(Path.of(command.getFirst()).getFileName());
        return name.equals("claude") || name.startsWith("claude.");
    }

    Map<String, String> variables(Access access) {
        var variables = new LinkedHashMap<>(environment);
        claude.rivals(signIn).forEach(variables::remove);
        variables.putAll(claude.variables(access, signIn));
        variables.putAll(AnyClient.OPENAI.variables(access));
        boolean hasProxy =
                Stream.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
                        .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT)))
                        .anyMatch(name -> !variables.getOrDefault(name, "").isBlank());
        if (hasProxy) {
            // A proxy would look for us on its own computer.
            String host = access.host();
            for (String name : List.of("NO_PROXY", "no_proxy")) {
                variables.merge(name, host, (named, ours) -> named + "," + ours);
            }
        }
        return variables;
    }

    /// The command under way. A signal is to end us, but not before the command: it needs us to the
    /// last.
    private final class Errand {
        private final ProcessBuilder builder;
        private final Runnable farewell;
        private final boolean terminal = System.console() != null && System.console().isTerminal();
        private final Thread end = Thread.ofPlatform().name("farewell").unstarted(this::end);
        private final CompletableFuture<Process> started = new CompletableFuture<>();

        Errand(ProcessBuilder builder, Runnable farewell) {
            this.builder = builder;
            this.farewell = farewell;
        }

        int run() {
            // Before the command is there, so that no signal finds it without us.
            Runtime.getRuntime().addShutdownHook(end);
            int code = exit(start());
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException _) {
                join(end); // a signal came first, and has the last word
            }
            return code;
        }

        private Optional<Process> start() {
            try {
                Process child = builder.start();
                started.complete(child);
                return Optional.of(child);
            } catch (IOException e) {
                started.completeExceptionally(e);
                err.printf(
                        "'%s' cannot be run; is it installed, and on the PATH?%n",
                        command.getFirst());
                return Optional.empty();
            }
        }

        /// From a terminal the command got the same signal, and what it makes of it is its own
        /// affair; one from elsewhere is passed on.
        private void end() {
            int code = FAILED;
            try {
                Optional<Process> child = started.handle((it, _) -> Optional.ofNullable(it)).join();
                if (!terminal) {
                    child.ifPresent(Process::destroy);
                }
                code = exit(child);
                farewell.run();
            } finally {
                Runtime.getRuntime().halt(code);
            }
        }
    }

    private static int exit(Optional<Process> child) {
        try {
            return child.isPresent() ? child.get().waitFor() : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.get().destroy();
            return FAILED;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
