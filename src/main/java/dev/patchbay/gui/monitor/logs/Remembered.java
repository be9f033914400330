package dev.patchbay.gui.monitor.logs;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The lines that are remembered, the oldest of which go when there are too many, and of them those
/// that are shown.
final class Remembered {
    /// The oldest go a hundredth of all at a time, as each going moves all the others.
    private static final int AT_ONCE = 100;

    private final int most;
    private final List<LogLine> all = new ArrayList<>();
    private final ObservableList<LogLine> shown = FXCollections.observableArrayList();
    private Predicate<LogLine> fits = _ -> true;
    private boolean frozen;
    private int waiting;
    private long dropped;

    Remembered(int most) {
        this.most = most;
    }

    void add(List<LogLine> fresh) {
        all.addAll(fresh);
        List<LogLine> fitting = fresh.stream().filter(fits).toList();
        if (frozen) {
            waiting += fitting.size();
        } else if (!fitting.isEmpty()) {
            shown.addAll(fitting);
        }
        if (all.size() > most + most / AT_ONCE) {
            drop(all.size() - most);
        }
    }

    private void drop(int count) {
        List<LogLine> oldest = all.subList(0, count);
        if (!frozen) {
            shown.remove(0, (int) oldest.stream().filter(fits).count());
        }
        oldest.clear();
        dropped += count;
    }

    /// Shows what fits this, up to now.
    void show(Predicate<LogLine> other) {
        fits = other;
        waiting = 0;
        shown.setAll(all.stream().filter(fits).toList());
    }

    /// From now on, what is shown stays as it is.
    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        show(fits);
    }

    ObservableList<LogLine> shown() {
        return shown;
    }

    int count() {
        return all.size();
    }

    /// How many came and fit, but are not shown yet.
    int waiting() {
        return waiting;
    }

    /// How many are remembered no longer.
    long dropped() {
        return dropped;
    }
}
