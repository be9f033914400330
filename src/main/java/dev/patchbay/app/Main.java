package dev.patchbay.app;

import dev.patchbay.app.verbs.Verbs;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.MaskedOutput;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.journal.LogSink;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/// Where the program begins. Reads the verb first and touches nothing that the verb does not need.
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        LogSink.hearLibraries();
        var known = new KnownSecrets();
        PrintStream err = MaskedOutput.over(System.err, known);
        System.setErr(err);
        System.exit(
                run(
                        args,
                        AppPaths.here(),
                        System.getenv(),
                        Terminal.here(),
                        known,
                        System.out,
                        err));
    }

    /// Runs one verb that gets no input; answers the exit code.
    public static int run(
            String[] args,
            AppPaths paths,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        var nothing = Terminal.of(InputStream.nullInputStream());
        return run(args, paths, environment, nothing, out, err);
    }

    /// Runs one verb; answers the exit code.
    public static int run(
            String[] args,
            AppPaths paths,
            Map<String, String> environment,
            Terminal terminal,
            PrintStream out,
            PrintStream err) {
        var known = new KnownSecrets();
        PrintStream masked = MaskedOutput.over(err, known);
        return run(args, paths, environment, terminal, known, out, masked);
    }

    private static int run(
            String[] args,
            AppPaths paths,
            Map<String, String> environment,
            Terminal terminal,
            KnownSecrets known,
            PrintStream out,
            PrintStream err) {
        try {
            return new Verbs(CommandLine.of(args), paths, environment, terminal, known, out, err)
                    .run();
        } catch (CommandLine.Misuse e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }
}
