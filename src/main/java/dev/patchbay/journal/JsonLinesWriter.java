package dev.patchbay.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.Writer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The log file behind tinylog: one JSON object a line. Notes arrive as JSON already; what
/// libraries log is put in the same form.
public final class JsonLinesWriter implements Writer {
    private static final long LIMIT = 10L << 20;

    /// Of the whole program, as all of tinylog is: it makes its writers itself.
    private static volatile UnaryOperator<String> mask = UnaryOperator.identity();

    private final RollingFile file;

    public JsonLinesWriter(Map<String, String> properties) throws IOException {
        file = new RollingFile(Path.of(properties.getOrDefault("file", "patchbay.jsonl")), LIMIT);
    }

    static void maskWith(UnaryOperator<String> other) {
        mask = other;
    }

    @Override
    public Collection<LogEntryValue> getRequiredLogEntryValues() {
        return EnumSet.of(
                LogEntryValue.DATE,
                LogEntryValue.LEVEL,
                LogEntryValue.TAG,
                LogEntryValue.MESSAGE,
                LogEntryValue.EXCEPTION);
    }

    @Override
    public synchronized void write(LogEntry entry) throws IOException {
        if (LogSink.CONSOLE.equals(entry.getTag())) {
            return;
        }
        String line =
                LogSink.FILE.equals(entry.getTag())
                        ? entry.getMessage()
                        : mask.apply(foreign(entry).toString());
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode foreign(LogEntry entry) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", entry.getTimestamp().toInstant().toString());
        line.put("level", entry.getLevel().name().toLowerCase(Locale.ROOT));
        line.put("note", "library");
        line.put("message", entry.getMessage());
        if (entry.getException() != null) {
            line.put("exception", entry.getException().toString());
        }
        return line;
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
