package dev.patchbay.app.verbs;

import dev.patchbay.app.verbs.keys.KeyConsent;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.imports.Change;
import dev.patchbay.settings.imports.Change.What;
import dev.patchbay.settings.imports.Found;
import dev.patchbay.settings.imports.Imports;
import dev.patchbay.settings.imports.NotUnderstood;
import dev.patchbay.settings.imports.Remark;
import dev.patchbay.settings.imports.Rule;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// `patchbay import`: tells what an older program's file brings, and takes it unless it was only
/// asked.
final class ImportVerb {
    private static final int LARGEST = 16 << 20;

    private final Imports imports;
    private final KeyConsent consent;
    private final PrintStream out;

    ImportVerb(Imports imports, KeyConsent consent, PrintStream out) {
        this.imports = imports;
        this.consent = consent;
        this.out = out;
    }

    /// What keeps a file from being imported, in a sentence.
    static final class Failed extends Exception {
        private final String message;

        Failed(String message) {
            super(message, null, false, false);
            this.message = message;
        }

        String message() {
            return message;
        }
    }

    void run(Path file, Rule rule, boolean dry) throws Failed {
        try {
            byte[] content = content(file);
            Found found = imports.read(content);
            List<Change> changes = imports.preview(found, rule);
            tell(found, changes);
            boolean any = changes.stream().anyMatch(Change::isMade);
            if (dry || !any) {
                out.println(any ? "Nothing was changed yet." : "There is nothing to change.");
            } else {
                if (found.holdsNewKeys()) {
                    if (!consent.given()) {
                        throw new Failed("Nothing was changed: there is no place for its keys.");
                    }
                    // What the place holds decides the names of the keys.
                    found = imports.read(content);
                }
                imports.take(found, rule);
                out.println("Done.");
            }
        } catch (NotUnderstood e) {
            throw new Failed("%s cannot be imported. %s".formatted(file, e.message()));
        } catch (SettingsRefused e) {
            throw new Failed("The settings stay as they were. " + e.message());
        } catch (SecretUnavailable e) {
            throw new Failed("The settings stay as they were. " + e.message());
        }
    }

    private static byte[] content(Path file) throws Failed {
        try {
            if (Files.isDirectory(file)) {
                throw new Failed(file + " is a folder; name the file in it.");
            }
            if (Files.size(file) > LARGEST) {
                throw new Failed(file + " is too large to be a file of settings.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Failed("There is no file " + file + ".");
        } catch (IOException e) {
            throw new Failed(file + " cannot be read: " + e.getClass().getSimpleName() + ".");
        }
    }

    private void tell(Found found, List<Change> changes) {
        out.println("The file holds " + found.origin().title() + ".");
        changes("Comes:", changes, What.COMES);
        changes("Replaces what is here:", changes, What.REPLACES);
        changes("Stays as it is here; --replace takes the file's:", changes, What.STAYS);
        changes("Is here already:", changes, What.SAME);
        remarks("Cannot come:", found, Remark.Kind.CANNOT);
        remarks("Needs nothing here:", found, Remark.Kind.NEEDLESS);
        remarks("Look at:", found, Remark.Kind.LOOK);
        out.println();
    }

    private void changes(String title, List<Change> changes, What what) {
        lines(
                title,
                changes.stream()
                        .filter(each -> each.what() == what)
                        .map(ImportVerb::line)
                        .toList());
    }

    private static String line(Change change) {
        return change.detail().isEmpty()
                ? change.subject()
                : "%-24s %s".formatted(change.subject(), change.detail());
    }

    private void remarks(String title, Found found, Remark.Kind kind) {
        lines(
                title,
                found.remarks().stream()
                        .filter(each -> each.kind() == kind)
                        .map(Remark::toString)
                        .toList());
    }

    private void lines(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println(title);
            lines.forEach(line -> out.println("  " + line));
        }
    }
}
