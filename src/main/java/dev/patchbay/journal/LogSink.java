package dev.patchbay.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tinylog.Logger;
import org.tinylog.TaggedLogger;
import org.tinylog.configuration.Configuration;
import org.tinylog.provider.ProviderRegistry;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Hears the journal and logs each note twice: as JSON to the log file, as a sentence to the
/// console.
public final class LogSink {
    static final String FILE = "note";
    static final String CONSOLE = "line";

    private final InstantSource clock;
    private final TaggedLogger file = Logger.tag(FILE);
    private final TaggedLogger console = Logger.tag(CONSOLE);
    private volatile LogLevel level;
    private volatile boolean onConsole;

    public LogSink(InstantSource clock, LogLevel level, boolean onConsole) {
        this.clock = clock;
        this.level = level;
        this.onConsole = onConsole;
    }

    /// Libraries speak to tinylog from now on, which hears them from warnings up. Must run before
    /// any of them is used.
    public static void hearLibraries() {
        // XNIO asks at every event whether it should trace. By this way the answer is a constant;
        // tinylog's own bridge to JBoss Logging walks the stack for it.
        System.setProperty("org.jboss.logging.provider", "slf4j");
    }

    /// Points tinylog at the log file. Must run before anything at all is logged; libraries are
    /// heard from warnings up.
    ///
    /// @param mask takes out of a library's words what nobody may see
    public static void openFile(Path logFile, UnaryOperator<String> mask) {
        JsonLinesWriter.maskWith(mask);
        hearLibraries();
        Configuration.set("writingthread", "true");
        Configuration.set("autoshutdown", "false");
        Configuration.set("level", "warn");
        Configuration.set("writerFile", "json lines");
        Configuration.set("writerFile.file", logFile.toString());
        Configuration.set("writerConsole", "console");
        Configuration.set("writerConsole.tag", CONSOLE);
        Configuration.set("writerConsole.stream", "err");
        Configuration.set("writerConsole.format", "{date: HH:mm:ss} {message}");
        Configuration.set("writerForeign", "console");
        Configuration.set("writerForeign.tag", "-");
        Configuration.set("writerForeign.stream", "err");
        Configuration.set("writerForeign.format", "{date: HH:mm:ss} {level|min-size=5} {message}");
    }

    /// Writes what is still waiting and closes the log file.
    public static void closeFile() {
        try {
            ProviderRegistry.getLoggingProvider().shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void show(LogLevel other, boolean alsoOnConsole) {
        level = other;
        onConsole = alsoOnConsole;
    }

    public void hear(Note note) {
        LogLevel weight = LogLines.level(note);
        if (!level.shows(weight)) {
            return;
        }
        file.warn((Object) line(note, weight).toString());
        if (onConsole) {
            console.warn((Object) "%-5s %s".formatted(weight, LogLines.sentence(note)));
        }
    }

    private ObjectNode line(Note note, LogLevel weight) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", clock.instant().toString());
        line.put("level", weight.name().toLowerCase(Locale.ROOT));
        line.put("note", LogLines.kind(note));
        line.setAll(LogLines.fields(note));
        return line;
    }
}
