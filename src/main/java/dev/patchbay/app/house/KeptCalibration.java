package dev.patchbay.app.house;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.OwnerOnly;
import dev.patchbay.tokens.Calibration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What was learned about counting tokens, on the disk. It can be learned again, so trouble with
/// its file is told and no more.
final class KeptCalibration {
    private final Path file;
    private final Journal journal;
    private final Calibration known;

    KeptCalibration(Path file, Journal journal) {
        this.file = file;
        this.journal = journal;
        this.known = Calibration.of(read());
    }

    Calibration known() {
        return known;
    }

    private String read() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException e) {
            fault("could not be read", e);
            return "";
        }
    }

    void keep() {
        if (!known.hasChanged()) {
            return;
        }
        try {
            OwnerOnly.write(file, known.lines().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            fault("could not be kept", e);
        }
    }

    private void fault(String what, IOException e) {
        String message = "What was learned about counting tokens %s: %s".formatted(what, e);
        journal.addOnce(message, new Note.Fault("estimates", message));
    }
}
