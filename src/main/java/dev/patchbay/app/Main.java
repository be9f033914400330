package dev.patchbay.app;

import dev.patchbay.desktop.AppPaths;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/// Where the program begins. Reads the verb first and touches nothing that the verb does not need.
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(
                run(
                        args,
                        AppPaths.here(),
                        System.getenv(),
                        Terminal.here(),
                        System.out,
                        System.err));
    }

    /// Runs one verb that gets no input; answers the exit code.
    static int run(
            String[] args,
            AppPaths paths,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        var nothing = Terminal.of(InputStream.nullInputStream());
        return run(args, paths, environment, nothing, out, err);
    }

    /// Runs one verb; answers the exit code.
    static int run(
            String[] args,
            AppPaths paths,
            Map<String, String> environment,
            Terminal terminal,
            PrintStream out,
            PrintStream err) {
        try {
            return new Verbs(CommandLine.of(args), paths, environment, terminal, out, err).run();
        } catch (CommandLine.Misuse e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }
}
