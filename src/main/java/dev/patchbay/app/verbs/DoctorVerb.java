package dev.patchbay.app.verbs;

import dev.patchbay.app.doctor.Bundle;
import dev.patchbay.app.doctor.Findings;
import dev.patchbay.app.doctor.LogTail;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.verbs.line.Terminal;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.settings.PortableSettings;
import dev.patchbay.settings.masking.KnownSecrets;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `patchbay doctor`: tells what is in order and what is not; with `--bundle` as a file, too, for
/// whoever helps.
final class DoctorVerb {
    private final CommandLine line;
    private final AppPaths paths;
    private final KnownSecrets known;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    DoctorVerb(
            CommandLine line,
            AppPaths paths,
            KnownSecrets known,
            Terminal terminal,
            PrintStream out,
            PrintStream err) {
        this.line = line;
        this.paths = paths;
        this.known = known;
        this.terminal = terminal;
        this.out = out;
        this.err = err;
    }

    /// Answers whether nothing is broken, and the bundle was saved if one is wanted.
    boolean run(Rounds rounds) throws Misuse, IOException {
        if (!line.has("bundle") && (line.has("dry-run") || line.has("yes"))) {
            throw new Misuse(
                    "The options '--dry-run' and '--yes' mean something for --bundle alone.");
        }
        Rounds.Seen seen = rounds.make();
        Findings findings = seen.findings().masked(known::mask);
        out.print(line.has("json") ? findings.json() : findings.table());
        boolean saved = !line.has("bundle") || bundle(seen, findings);
        return findings.isWell() && saved;
    }

    private boolean bundle(Rounds.Seen seen, Findings findings) throws IOException {
        String said = line.options().getOrDefault("bundle", "");
        Bundle bundle = bundle(seen, findings, LogTail.of(paths.logFile()));
        // What programs read from the output is the report alone.
        PrintStream told = line.has("json") ? err : out;
        told.println();
        told.printf("%s would hold, without keys, tokens and bodies of requests:%n", said);
        bundle.listing().forEach(each -> told.println("  " + each));
        if (line.has("dry-run")) {
            told.println("Nothing was saved.");
            return true;
        }
        if (!line.has("yes") && !terminal.agrees("Save it?").orElse(true)) {
            told.println("Nothing was saved.");
            return false;
        }
        try {
            bundle.save(Path.of(said).toAbsolutePath());
            told.println("Saved. Read it before you send it: it is a zip of texts.");
            return true;
        } catch (InvalidPathException e) {
            err.printf("'%s' is no path on this system.%n", said);
        } catch (IOException e) {
            err.printf("%s cannot be written: %s.%n", said, e.getClass().getSimpleName());
        }
        return false;
    }

    private Bundle bundle(Rounds.Seen seen, Findings findings, String log) {
        List<Bundle.Part> parts = new ArrayList<>();
        parts.add(new Bundle.Part("doctor.txt", "what is told above", findings.table()));
        parts.add(new Bundle.Part("doctor.json", "the same for programs", findings.json()));
        seen.settings()
                .ifPresent(
                        settings ->
                                parts.add(
                                        new Bundle.Part(
                                                "settings.json",
                                                "the settings, with references instead of secrets",
                                                PortableSettings.shown(settings).text())));
        parts.add(new Bundle.Part("patchbay.jsonl", "the end of the log", log));
        return new Bundle(parts).masked(known::mask);
    }
}
