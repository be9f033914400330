package dev.patchbay.history;

import java.nio.file.Path;
import java.time.ZoneId;

/// Where the history is, in which shape, and within which limits.
///
/// @param nativeFolder a folder for SQLite's native part, for its owner alone
/// @param zone whose days are summed up
record Place(Path file, Path nativeFolder, ZoneId zone, Schema schema, Limits limits) {
    Path lockFile() {
        return file.resolveSibling("history.lock");
    }
}
