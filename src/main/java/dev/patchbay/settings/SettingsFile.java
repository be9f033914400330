package dev.patchbay.settings;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// settings.json on the disk, shared with other processes of ours and with people's editors.
final class SettingsFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path path;
    private final InstantSource clock;

    SettingsFile(Path path, InstantSource clock) {
        this.path = path.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /// The file itself, where a link stands in its place: people keep such files elsewhere.
    Path path() {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path; // it does not exist yet
        }
    }

    Path folder() throws IOException {
        Path folder = path().getParent();
        if (folder == null) {
            throw new IOException(path + " is no file");
        }
        return folder;
    }

    /// Removes what writers left behind that were killed.
    void sweep() throws IOException {
        Unfinished.sweep(path());
    }

    Optional<byte[]> read() throws IOException {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void write(byte[] content) throws IOException {
        OwnerOnly.write(path(), content);
    }

    Path moveAside() throws IOException {
        Path aside = beside("unreadable", target -> Files.move(path(), target));
        OwnerOnly.ownFile(aside); // it may hold a key, and was made by an editor
        return aside;
    }

    Path keepCopy(int version) throws IOException {
        byte[] content = Files.readAllBytes(path());
        return beside(
                "version-" + version,
                target -> {
                    Files.createFile(target, OwnerOnly.permissions(target, "rw-------"));
                    OwnerOnly.write(target, content);
                });
    }

    /// Waits until no other process of ours writes.
    WriteHold hold() throws IOException {
        OwnerOnly.folder(folder());
        return WriteHold.on(path());
    }

    private interface Placing {
        void at(Path target) throws IOException;
    }

    private Path beside(String why, Placing placing) throws IOException {
        String stem = path().getFileName() + "." + why + "-" + STAMP.format(clock.instant());
        for (int n = 1; ; n++) {
            Path target = folder().resolve(n == 1 ? stem : stem + "-" + n);
            try {
                placing.at(target);
                return target;
            } catch (FileAlreadyExistsException e) {
                if (n == 100) {
                    throw e;
                }
            }
        }
    }
}
