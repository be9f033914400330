package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.parts.Figures;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogLines;
import dev.patchbay.journal.Tail;

import java.util.Locale;
import java.util.Optional;

/// One line of the log, as it is shown.
///
/// @param exchange the request that it tells of, where it tells of one; then `text` begins behind
/// it
record LogLine(String time, LogLevel level, Optional<String> exchange, String text) {
    static LogLine of(Tail.Line line, Figures figures) {
        String sentence = LogLines.sentence(line.note());
        Optional<String> exchange = line.note().exchange().filter(sentence::startsWith);
        int begin = exchange.map(String::length).orElse(0);
        return new LogLine(
                figures.exactTime(line.at()),
                LogLines.level(line.note()),
                exchange,
                sentence.substring(begin).stripLeading());
    }

    /// In one piece, for the clipboard and for those who search.
    String whole() {
        return "%s %-5s %s".formatted(time, level, said());
    }

    /// Without time and level.
    String said() {
        return exchange.map(id -> id + (text.startsWith(":") ? "" : " ") + text).orElse(text);
    }

    /// @param letters in small letters
    boolean holds(String letters) {
        return letters.isEmpty() || said().toLowerCase(Locale.ROOT).contains(letters);
    }
}
