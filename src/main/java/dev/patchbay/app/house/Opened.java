package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;

import java.util.Optional;

/// The history as a verb opens it, which needs no running Patchbay.
///
/// @param reader absent where nothing was ever kept
public record Opened(Optional<HistoryReader> reader) implements AutoCloseable {
    public static Opened of(AppPaths paths) throws HistoryReader.Unreadable {
        return new Opened(HistoryReader.open(paths.historyFile(), paths.nativeFolder()));
    }

    @Override
    public void close() {
        reader.ifPresent(HistoryReader::close);
    }
}
