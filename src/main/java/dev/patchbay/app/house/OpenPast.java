package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Unreadable;

import java.util.Optional;

/// The history as windows read it: opened at the first question after there is one, and then kept
/// open. Blocks.
public final class OpenPast implements AutoCloseable {
    private final AppPaths paths;
    private Optional<HistoryReader> reader = Optional.empty();

    public OpenPast(AppPaths paths) {
        this.paths = paths;
    }

    /// Empty where nothing was ever kept.
    public synchronized Optional<HistoryReader> reader() throws Unreadable {
        if (reader.isEmpty()) {
            reader = HistoryReader.open(paths.historyFile(), paths.nativeFolder());
        }
        return reader;
    }

    @Override
    public synchronized void close() {
        reader.ifPresent(HistoryReader::close);
        reader = Optional.empty();
    }
}
