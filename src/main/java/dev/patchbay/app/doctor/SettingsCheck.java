package dev.patchbay.app.doctor;

import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether settings.json says what it means.
public final class SettingsCheck {
    private static final String SUBJECT = "settings";

    private final Path file;

    public SettingsCheck(Path file) {
        this.file = file;
    }

    /// Why the file cannot be used at all, if so; then it must not be opened, which would move it
    /// aside.
    public Optional<Finding> unusable() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Settings.parse(Files.readString(file));
            return Optional.empty();
        } catch (SettingsRefused e) {
            return e.problems().isEmpty()
                    ? Optional.of(
                            Finding.fail(
                                    SUBJECT,
                                    "%s cannot be read. %s".formatted(file, e.message()),
                                    "Mend it, or start: it is moved aside and defaults count."))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    Finding.fail(
                            SUBJECT,
                            "%s cannot be read: %s.".formatted(file, e.getClass().getSimpleName()),
                            "See that it is a file of yours, in UTF-8."));
        }
    }

    /// @param problems what is wrong with the settings in force
    /// @param readOnly why changes are refused, if they are
    public List<Finding> look(List<Problem> problems, Optional<String> readOnly) {
        List<Finding> findings = new ArrayList<>();
        readOnly.ifPresent(
                why -> findings.add(Finding.fail(SUBJECT, why, "Take a newer Patchbay.")));
        for (Problem problem : problems) {
            boolean note = problem.reach() == Problem.Reach.NOTE;
            String advice = note ? "" : "Mend it in " + file + ".";
            findings.add(
                    new Finding(
                            SUBJECT,
                            note ? Finding.Grade.WARN : Finding.Grade.FAIL,
                            problem.toString(),
                            advice));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok(
                            SUBJECT,
                            Files.exists(file)
                                    ? file + " is in order."
                                    : "Nothing was chosen yet; defaults count."));
        }
        return findings;
    }
}
