package dev.patchbay.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether what is kept still finds room.
public final class DiskCheck {
    private static final String SUBJECT = "disk";
    private static final long MEGABYTE = 1L << 20;
    private static final long TIGHT = 1024;
    private static final long FULL = 100;

    /// Tells how much room there is.
    public interface Room {
        long bytes(Path folder) throws IOException;

        static Room ofSystem() {
            return folder -> Files.getFileStore(folder).getUsableSpace();
        }
    }

    private final Path folder;
    private final Room room;

    /// @param folder where the most is kept
    public DiskCheck(Path folder, Room room) {
        this.folder = folder;
        this.room = room;
    }

    public Finding look() {
        try {
            long free = room.bytes(existing(folder.toAbsolutePath())) / MEGABYTE;
            String found = "%s are free where history and log are kept.".formatted(size(free));
            String advice = "Make room in " + folder + ", or keep less: history in the settings.";
            if (free < FULL) {
                return Finding.fail(SUBJECT, "Only " + found, advice);
            }
            return free < TIGHT ? Finding.warn(SUBJECT, found, advice) : Finding.ok(SUBJECT, found);
        } catch (IOException e) {
            return Finding.warn(SUBJECT, "The room on the disk cannot be told.", "");
        }
    }

    private static Path existing(Path folder) throws IOException {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return at;
            }
        }
        throw new IOException("there is no such disk");
    }

    private static String size(long megabytes) {
        return megabytes < TIGHT
                ? megabytes + " MB"
                : String.format(Locale.ROOT, "%.1f GB", megabytes / (double) TIGHT);
    }
}
