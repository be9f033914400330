package dev.patchbay.app.verbs;

import dev.patchbay.app.house.KeyDesk;
import dev.patchbay.app.verbs.line.CommandLine;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.connect.Diff;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.settings.PortableSettings;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// `patchbay settings export|import`: the settings on their way to another computer.
final class SettingsVerbs {
    private static final long LARGEST = 16L << 20;

    private final CommandLine line;
    private final KeyDesk desk;
    private final PrintStream out;
    private final PrintStream err;

    SettingsVerbs(CommandLine line, KeyDesk desk, PrintStream out, PrintStream err) {
        this.line = line;
        this.desk = desk;
        this.out = out;
        this.err = err;
    }

    /// What is wrong with the words, before anything is opened.
    static void check(CommandLine line) throws Misuse {
        List<String> words = line.words();
        String what = words.isEmpty() ? "" : words.getFirst();
        if (words.size() != 2 || !(what.equals("export") || what.equals("import"))) {
            throw new Misuse(
                    "`patchbay settings` knows two things to do: export FILE, import FILE.");
        }
        if (what.equals("export") && line.has("dry-run")) {
            throw new Misuse("The option '--dry-run' means something for an import alone.");
        }
    }

    /// Answers whether it was done.
    boolean run() {
        String said = line.words().get(1);
        try {
            Path file = Path.of(said).toAbsolutePath();
            if (line.words().getFirst().equals("export")) {
                exportTo(file);
            } else {
                importFrom(file);
            }
            return true;
        } catch (InvalidPathException e) {
            err.printf("'%s' is no path on this system.%n", said);
        } catch (NoSuchFileException e) {
            err.printf("There is no file %s.%n", e.getFile());
        } catch (IOException e) {
            err.printf("%s cannot be used: %s.%n", said, e.getClass().getSimpleName());
        } catch (SettingsRefused e) {
            err.println("The settings stay as they were. " + e.message());
        }
        return false;
    }

    private void exportTo(Path file) throws IOException, SettingsRefused {
        var portable = PortableSettings.of(desk.store().stored());
        boolean own = desk.store().path().filter(file::equals).isPresent();
        if (own || Files.isDirectory(file)) {
            throw new IOException("not a place for an export");
        }
        OwnerOnly.write(file, portable.text().getBytes(StandardCharsets.UTF_8));
        portable.changes().forEach(change -> out.println("Note: " + change));
        out.printf("The settings are in %s, with references instead of secrets.%n", file);
    }

    private void importFrom(Path file) throws IOException, SettingsRefused {
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large");
        }
        Settings before = desk.store().stored();
        var portable = PortableSettings.from(Files.readAllBytes(file), before);
        Settings next = portable.settings();
        desk.store().rehearse(_ -> next);
        show(before, next);
        portable.changes().forEach(change -> out.println("Note: " + change));
        if (line.has("dry-run")) {
            out.println("Nothing was changed.");
            return;
        }
        Settings now = desk.store().update(_ -> next);
        out.println("Done.");
        SecretUse.in(now).forEach(this::tellMissing);
    }

    private void show(Settings before, Settings after) {
        Diff diff =
                Diff.of(
                        PortableSettings.shown(before).text(),
                        PortableSettings.shown(after).text());
        if (diff.isEmpty()) {
            out.println("They differ in nothing that can be shown.");
        }
        for (Diff.Line each : diff.lines()) {
            String sign = each.sign() == Diff.Sign.OUT ? "-" : "+";
            out.printf("%5d %s %s%n", each.number(), sign, each.text());
        }
    }

    /// A reference may lead to what only the other computer has.
    private void tellMissing(SecretUse use) {
        if (use.ref() instanceof SecretRef.Command) {
            return; // not run for a look
        }
        try {
            desk.secrets().get(use.ref());
        } catch (SecretUnavailable e) {
            String remedy =
                    use.ref() instanceof SecretRef.Keychain(String name)
                            ? "give it by: patchbay keys set " + name
                            : e.message();
            out.printf("%s wants %s: %s%n", use.user(), use.ref(), remedy);
        }
    }
}
