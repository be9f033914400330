package dev.patchbay.gui.monitor;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.monitor.overview.OverviewController;
import dev.patchbay.gui.monitor.overview.OverviewViewModel;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The states of the Patchbay window that are drawn.
public final class MonitorShots {
    public static final Texts TEXTS = new Texts(Locale.US);

    private MonitorShots() {}

    public static List<Shot> all() {
        return List.of(
                new Shot(
                        "overview-empty",
                        "Overview before the first request",
                        Size.WIDE,
                        () -> window("overview", () -> overview(), SampleDoor.open(0))),
                new Shot(
                        "overview-empty",
                        "Overview before the first request",
                        Size.NARROW,
                        () -> window("overview", () -> overview(), SampleDoor.open(0))));
    }

    private static Screen overview() {
        return new OverviewController(new OverviewViewModel(TEXTS), TEXTS);
    }

    /// A screen as it stands in the window.
    ///
    /// @param key its place in the rail
    public static Screen window(String key, Supplier<Screen> screen, SampleDoor door) {
        var monitor =
                new MonitorController(
                        List.of(
                                place("overview", "fth-activity", screen),
                                place("requests", "fth-list", screen),
                                place("logs", "fth-terminal", screen)),
                        new DoorViewModel(door, Errands.atOnce(), TEXTS),
                        TEXTS,
                        new MonitorController.Ways(() -> {}, () -> {}));
        monitor.show(key);
        return monitor;
    }

    private static Place place(String key, String icon, Supplier<Screen> screen) {
        return new Place(key, icon, Optional.empty(), screen);
    }
}
