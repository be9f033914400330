package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.parts.Condition;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.Tail;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// The log as it grows: which of its lines are shown, and whether they go on.
public final class LogsViewModel {
    /// What there is of a log.
    ///
    /// @param tail what was told
    /// @param open opens its file in another program
    public record Log(Tail tail, Callable<?> open) {}

    private static final int MOST = 200_000;

    static final List<LogLevel> LEVELS =
            List.of(LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);

    private final Log log;
    private final Errands errands;
    private final Texts texts;
    private final Figures figures;
    private final Remembered lines;
    private final ObjectProperty<LogLevel> level = new SimpleObjectProperty<>(LogLevel.INFO);
    private final StringProperty words = new SimpleStringProperty("");
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final BooleanProperty following = new SimpleBooleanProperty(true);
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper waiting = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Condition> condition = new ReadOnlyObjectWrapper<>();
    private long mark = Tail.BEGINNING;
    private boolean stale = true;

    public LogsViewModel(Log log, Errands errands, Texts texts, Figures figures) {
        this(log, errands, texts, figures, MOST);
    }

    /// @param most how many lines are remembered
    LogsViewModel(Log log, Errands errands, Texts texts, Figures figures, int most) {
        this.log = log;
        this.errands = errands;
        this.texts = texts;
        this.figures = figures;
        this.lines = new Remembered(most);
        level.subscribe(() -> stale = true);
        words.subscribe(() -> stale = true);
        paused.subscribe(this::turn);
        tell();
    }

    private void turn(boolean pause) {
        if (pause) {
            lines.freeze();
        } else {
            lines.thaw();
        }
        tell();
    }

    /// Takes in what was told since the last time, and what a person chose.
    ///
    /// @return whether there was such a thing
    boolean beat() {
        Tail.Since since = log.tail().since(mark);
        if (since.mark() == mark && !stale) {
            return false;
        }
        mark = since.mark();
        lines.add(worded(since));
        if (stale) {
            lines.show(this::fits);
            stale = false;
        }
        tell();
        return true;
    }

    private List<LogLine> worded(Tail.Since since) {
        List<LogLine> worded = new ArrayList<>();
        if (since.missed() > 0 && !since.lines().isEmpty()) {
            worded.add(
                    new LogLine(
                            figures.exactTime(since.lines().getFirst().at()),
                            LogLevel.WARN,
                            Optional.empty(),
                            texts.get("logs.missed", since.missed())));
        }
        since.lines().forEach(line -> worded.add(LogLine.of(line, figures)));
        return worded;
    }

    private boolean fits(LogLine line) {
        return line.level().compareTo(level.get()) <= 0
                && line.holds(words.get().strip().toLowerCase(Locale.ROOT));
    }

    private void tell() {
        count.set(counted());
        waiting.set(lines.waiting() == 0 ? "" : texts.get("logs.waiting", lines.waiting()));
        condition.set(
                !lines.shown().isEmpty()
                        ? Condition.READY
                        : Condition.of(
                                Condition.Kind.EMPTY,
                                texts,
                                lines.count() == 0 ? "logs.empty" : "logs.nothing"));
    }

    private String counted() {
        int seen = lines.shown().size();
        String text =
                seen == lines.count()
                        ? texts.get("logs.count", seen)
                        : texts.get("logs.countOf", seen, lines.count());
        return lines.dropped() == 0 ? text : text + texts.get("logs.dropped", lines.dropped());
    }

    /// Every line there is.
    void showAll() {
        level.set(LEVELS.getFirst());
        words.set("");
        beat();
    }

    /// Goes on, at the newest line.
    void jump() {
        paused.set(false);
        following.set(true);
    }

    /// For the clipboard.
    String text(Collection<LogLine> chosen) {
        return chosen.stream().map(line -> line.whole() + "\n").collect(Collectors.joining());
    }

    void openFile() {
        trouble.set("");
        errands.run(
                log.open(),
                _ -> {},
                fault ->
                        trouble.set(
                                texts.get("logs.unopened", String.valueOf(fault.getMessage()))));
    }

    /// What is shown, oldest first.
    ObservableList<LogLine> shown() {
        return lines.shown();
    }

    /// The least weighty that are shown.
    ObjectProperty<LogLevel> levelProperty() {
        return level;
    }

    /// What is looked for.
    StringProperty wordsProperty() {
        return words;
    }

    BooleanProperty pausedProperty() {
        return paused;
    }

    /// Whether the newest line is kept in sight.
    BooleanProperty followingProperty() {
        return following;
    }

    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /// How many lines came while it was paused; may be empty.
    ReadOnlyStringProperty waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /// What went wrong; may be empty.
    ReadOnlyStringProperty troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Condition> conditionProperty() {
        return condition.getReadOnlyProperty();
    }
}
