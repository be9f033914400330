package dev.patchbay.settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Keeps the settings in force and their file the same, whichever of the two was changed. Called by
/// one thread at a time; blocks for the disk.
///
/// What must not be lost is never overwritten: while the file holds what we cannot use (a newer
/// version, a slip in somebody's editor), changes are refused with the reason.
final class SettingsSync {
    private final SettingsFile file;
    private final Migrations migrations;
    private final InForce inForce;

    private volatile Optional<String> readOnly = Optional.empty();

    /// What the file held when we last looked or wrote.
    private byte @Nullable [] seen;

    SettingsSync(SettingsFile file, Migrations migrations, InForce inForce) {
        this.file = file;
        this.migrations = migrations;
        this.inForce = inForce;
    }

    SettingsFile file() {
        return file;
    }

    /// Why changes are refused at present, if they are.
    Optional<String> readOnly() {
        return readOnly;
    }

    /// The first look at the file.
    void begin() {
        try {
            file.sweep();
            Optional<byte[]> content = file.read();
            if (content.isEmpty()) {
                loaded();
                return;
            }
            seen = content.get();
            Reading reading = Reading.of(content.get(), migrations);
            inForce.take(reading);
            if (isNewer(reading)) {
                inForce.tell(newer(reading));
            } else {
                loaded();
            }
        } catch (SettingsJson.Unreadable e) {
            moveAside(e.message());
        } catch (IOException e) {
            reject("It cannot be opened (" + reason(e) + ").");
        }
    }

    private void moveAside(String reason) {
        try {
            Path was = file.path();
            Path to = file.moveAside();
            seen = null;
            inForce.tell(new SettingsNews.MovedAside(was, to, reason));
        } catch (IOException e) {
            reject(reason + " It cannot be moved aside either (" + reason(e) + ").");
        }
    }

    /// Takes what others made of the file meanwhile, if it can be used.
    void look() {
        try {
            Optional<byte[]> content = file.read();
            if (Arrays.equals(content.orElse(null), seen)) {
                return;
            }
            seen = content.orElse(null);
            if (content.isEmpty()) {
                readOnly = Optional.empty();
                String message =
                        file.path()
                                + " is gone. The settings in force stay, and are written again"
                                + " with the next change.";
                inForce.tell(rejected(new Problem("", message, Problem.Reach.FILE)));
                return;
            }
            consider(Reading.of(content.get(), migrations));
        } catch (SettingsJson.Unreadable e) {
            reject(e.message());
        } catch (IOException e) {
            reject("It cannot be opened (" + reason(e) + ").");
        }
    }

    private void consider(Reading reading) {
        if (isNewer(reading)) {
            inForce.tell(newer(reading));
            return;
        }
        List<Problem> fatal =
                reading.notIn(inForce.stored()).stream()
                        .filter(problem -> problem.reach() == Problem.Reach.FILE)
                        .toList();
        if (!fatal.isEmpty()) {
            readOnly = Optional.of(file.path() + " needs mending first: " + fatal.getFirst());
            inForce.tell(new SettingsNews.Rejected(fatal));
            return;
        }
        readOnly = Optional.empty();
        inForce.take(reading);
        loaded();
    }

    /// Writes the changed settings; they are in force then.
    void save(UnaryOperator<Settings> change) throws SettingsRefused {
        try (var _ = file.hold()) {
            look();
            if (readOnly.isPresent()) {
                throw SettingsRefused.because(readOnly.get(), null);
            }
            Reading next = inForce.changed(change);
            byte[] content = Reading.content(next.settings());
            if (seen != null && inForce.stored().fileVersion() < migrations.version()) {
                file.keepCopy(inForce.stored().fileVersion());
            }
            file.write(content);
            seen = content;
            inForce.take(next);
        } catch (IOException e) {
            throw SettingsRefused.because(
                    file.path() + " could not be written (" + reason(e) + ").", e);
        }
    }

    private void loaded() {
        inForce.tell(new SettingsNews.Loaded(inForce.current(), inForce.problems()));
    }

    private boolean isNewer(Reading reading) {
        return reading.fileVersion() > migrations.version();
    }

    private SettingsNews newer(Reading reading) {
        readOnly =
                Optional.of(
                        ("The settings were written by a newer Patchbay (version %d, this one"
                                        + " knows %d); update this one to change them.")
                                .formatted(reading.fileVersion(), migrations.version()));
        return new SettingsNews.NewerVersion(reading.fileVersion(), migrations.version());
    }

    private void reject(String message) {
        String whole = file.path() + " cannot be used: " + message;
        readOnly = Optional.of(whole);
        inForce.tell(rejected(new Problem("", whole, Problem.Reach.FILE)));
    }

    private static SettingsNews rejected(Problem problem) {
        return new SettingsNews.Rejected(List.of(problem));
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
