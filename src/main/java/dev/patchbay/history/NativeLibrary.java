package dev.patchbay.history;

import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// SQLite's native part. The driver unpacks it from its jar into a folder at each start, by default
/// one that everybody may write to, and removes it when the program ends in order.
final class NativeLibrary {
    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final Duration JUST_UNPACKED = Duration.ofMinutes(1);

    private NativeLibrary() {}

    /// Names the folder to unpack it to; must run before SQLite is used first.
    static void unpackInto(Path folder, Instant now) throws IOException {
        OwnerOnly.folder(folder);
        System.setProperty(FOLDER, folder.toAbsolutePath().toString());
        sweep(folder, now.minus(JUST_UNPACKED));
    }

    /// Removes what killed programs left. One that is in use lives on without its name; where the
    /// system does not allow that, it stays.
    private static void sweep(Path folder, Instant recent) throws IOException {
        try (var leftovers = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path leftover : leftovers) {
                if (Files.getLastModifiedTime(leftover).toInstant().isBefore(recent)) {
                    remove(leftover);
                }
            }
        }
    }

    private static void remove(Path leftover) throws IOException {
        try {
            Files.deleteIfExists(leftover);
        } catch (AccessDeniedException e) {
            // Another program uses it, on a system where that keeps it.
            return;
        }
    }
}
