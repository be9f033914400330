package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogSink;
import dev.patchbay.settings.masking.KnownSecrets;

import java.time.InstantSource;
import java.util.Optional;

/// Whether what happens goes to the log and, if the user wants, to the console.
public enum Voice {
    LOG,
    /// To the log alone: the console is somebody else's.
    FILE,
    /// Nothing to the log; requests are kept all the same.
    MUTE,
    /// Nothing to the log, and nothing is kept.
    QUIET;

    Optional<LogSink> sink(
            AppPaths paths, KnownSecrets known, InstantSource clock, Journal journal) {
        if (this == QUIET || this == MUTE) {
            return Optional.empty();
        }
        LogSink.openFile(paths.logFile(), known::mask);
        var sink = new LogSink(clock, LogLevel.INFO, this == LOG);
        journal.listen(sink::hear);
        return Optional.of(sink);
    }
}
