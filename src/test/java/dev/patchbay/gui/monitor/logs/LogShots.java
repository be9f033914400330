package dev.patchbay.gui.monitor.logs;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.journal.Tail;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The states of the log that are drawn.
public final class LogShots {
    private LogShots() {}

    public static List<Shot> all() {
        return Stream.of(
                        both("logs", "a lively minute, everything shown", LogShots::everything),
                        both("logs-empty", "before anything was told", _ -> {}),
                        both("logs-nothing", "looking for what is not there", LogShots::nothing),
                        both("logs-paused", "paused at the warnings", LogShots::paused))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Shot> both(String name, String shows, Consumer<LogsViewModel> before) {
        return Stream.of(Size.WIDE, Size.NARROW)
                .map(size -> new Shot(name, shows, size, () -> screen(name, before)))
                .toList();
    }

    private static Screen screen(String name, Consumer<LogsViewModel> before) {
        Tail tail = name.endsWith("empty") ? SampleLog.tail(0) : SampleLog.tail(1_204);
        LogsViewModel model = model(tail);
        model.beat();
        before.accept(model);
        if (name.endsWith("paused")) {
            SampleLog.tell(tail, 38);
        }
        model.beat();
        return MonitorShots.window(
                "logs",
                () -> new LogsController(model, MonitorShots.TEXTS, _ -> {}),
                SampleDoor.open(1));
    }

    static LogsViewModel model(Tail tail) {
        return new LogsViewModel(
                new LogsViewModel.Log(tail, () -> "opened"),
                Errands.atOnce(),
                MonitorShots.TEXTS,
                new Figures(Locale.US, ZoneOffset.UTC),
                10_000);
    }

    private static void everything(LogsViewModel model) {
        model.levelProperty().set(LogsViewModel.LEVELS.getFirst());
    }

    private static void nothing(LogsViewModel model) {
        model.wordsProperty().set("herring");
    }

    private static void paused(LogsViewModel model) {
        model.beat();
        model.pausedProperty().set(true);
        model.followingProperty().set(false);
    }
}
