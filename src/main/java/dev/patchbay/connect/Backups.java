package dev.patchbay.connect;

import dev.patchbay.settings.OwnerOnly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Copies of clients' files as they were before we changed them, for their owner alone. They lie
/// with us: beside the file they could be committed with a project.
final class Backups {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final InstantSource clock;

    Backups(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    Path keep(Place place, byte[] content) throws IOException {
        OwnerOnly.folder(folder);
        String stamp = STAMP.format(clock.instant());
        String stem = "%s-%s-%s".formatted(place.client(), place.scope(), stamp);
        Path backup = folder.resolve(stem + "-" + place.file().getFileName());
        for (int n = 2; Files.exists(backup); n++) {
            backup = folder.resolve(stem + "-" + n + "-" + place.file().getFileName());
        }
        OwnerOnly.write(backup, content);
        return backup;
    }
}
