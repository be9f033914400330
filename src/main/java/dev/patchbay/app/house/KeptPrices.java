package dev.patchbay.app.house;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.ledger.PriceBook;
import dev.patchbay.ledger.PriceFile;
import dev.patchbay.settings.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/// The prices that were brought in by hand, over those that the program came with; whichever are
/// newer come first.
public final class KeptPrices {
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path file;
    private final Journal journal;
    private @Nullable PriceBook book;
    private FileTime read = NEVER;

    public KeptPrices(Path file, Journal journal) {
        this.file = file;
        this.journal = journal;
    }

    synchronized PriceBook book() {
        PriceBook known = book;
        if (known == null || haveChanged()) {
            read = changed();
            PriceBook shipped = PriceBook.shipped();
            known = imported().map(own -> together(own, shipped)).orElse(shipped);
            book = known;
        }
        return known;
    }

    private static PriceBook together(PriceBook own, PriceBook shipped) {
        return own.asOf().isBefore(shipped.asOf()) ? shipped.over(own) : own.over(shipped);
    }

    private Optional<PriceBook> imported() {
        try {
            return Optional.of(PriceFile.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            return unusable(e.toString());
        } catch (PriceFile.Unreadable e) {
            return unusable(e.message());
        }
    }

    private Optional<PriceBook> unusable(String why) {
        journal.add(
                new Note.SettingsFault(
                        String.valueOf(file.getFileName()),
                        why,
                        "The prices that came with Patchbay are used."));
        return Optional.empty();
    }

    /// Whether others were brought in since they were read.
    synchronized boolean haveChanged() {
        return !Objects.equals(read, changed());
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException _) {
            return NEVER; // nothing was brought in, or nothing that can be read
        }
    }

    /// Takes over the prices of a file that someone found.
    public PriceBook bring(Path found, LocalDate today) throws IOException, PriceFile.Unreadable {
        byte[] content =
                PriceFile.adopted(
                        Files.readAllBytes(found), String.valueOf(found.getFileName()), today);
        OwnerOnly.write(file, content);
        return PriceFile.read(content);
    }
}
