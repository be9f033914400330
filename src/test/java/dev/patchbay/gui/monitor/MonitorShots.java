package dev.patchbay.gui.monitor;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.monitor.overview.OverviewController;
import dev.patchbay.gui.monitor.overview.OverviewViewModel;
import dev.patchbay.gui.monitor.overview.SampleSources;
import dev.patchbay.gui.monitor.overview.Sources;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.proxy.Switchboard.State;

import javafx.scene.control.ScrollPane;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The states of the Patchbay window that are drawn, and the window around other screens' states.
public final class MonitorShots {
    public static final Texts TEXTS = new Texts(Locale.US);

    private MonitorShots() {}

    public static List<Shot> all() {
        return Stream.of(
                        both(
                                "overview",
                                "a busy afternoon: one backend is down, one request streams",
                                () -> overview(SampleSources.busy(), SampleDoor.open(3))),
                        List.of(
                                new Shot(
                                        "overview-below",
                                        "the same, further down: cost and the last requests",
                                        Size.WIDE,
                                        () -> overview(SampleSources.busy(), SampleDoor.open(3)),
                                        MonitorShots::scrollDown),
                                new Shot(
                                        "overview-below",
                                        "the same, further down: cost and the last requests",
                                        Size.NARROW,
                                        () -> overview(SampleSources.busy(), SampleDoor.open(3)),
                                        MonitorShots::scrollDown)),
                        both(
                                "overview-empty",
                                "before the first request",
                                () -> overview(SampleSources.empty(), SampleDoor.open(0))),
                        both(
                                "overview-stopped",
                                "stopped by a person, with the figures of the day",
                                () -> overview(SampleSources.quietly(), SampleDoor.shut())),
                        both(
                                "overview-installed",
                                "another version was installed meanwhile",
                                () ->
                                        overview(
                                                SampleSources.quietly().withInstalled("0.2.0"),
                                                SampleDoor.open(0))),
                        both(
                                "overview-failed",
                                "another program has the port, and the history cannot be read",
                                () ->
                                        overview(
                                                SampleSources.unreadable(),
                                                new SampleDoor(new State.PortTaken(5225)))))
                .flatMap(List::stream)
                .toList();
    }

    private static void scrollDown(Screen screen) {
        ((ScrollPane) screen.root().lookup(".scroll-pane")).setVvalue(1);
    }

    private static List<Shot> both(String name, String shows, Supplier<Screen> screen) {
        return Stream.of(Size.WIDE, Size.NARROW)
                .map(size -> new Shot(name, shows, size, screen))
                .toList();
    }

    private static Screen overview(Sources sources, SampleDoor door) {
        return window("overview", monitor -> overview(sources, monitor), door);
    }

    public static OverviewController overview(Sources sources, MonitorController monitor) {
        var model =
                new OverviewViewModel(
                        sources,
                        monitor.door(),
                        SampleSources.CLOCK,
                        ZoneOffset.UTC,
                        Errands.atOnce(),
                        TEXTS,
                        new Figures(Locale.US, ZoneOffset.UTC));
        return new OverviewController(model, TEXTS, monitor::showRequest);
    }

    /// A screen as it stands in the window.
    ///
    /// @param key its place in the rail
    public static Screen window(String key, Supplier<Screen> screen, SampleDoor door) {
        return window(key, _ -> screen.get(), door);
    }

    private static Screen window(
            String key, Function<MonitorController, Screen> screen, SampleDoor door) {
        var monitor =
                new MonitorController(
                        List.of(
                                place("overview", "fth-activity", screen),
                                place("requests", "fth-list", screen),
                                place("logs", "fth-terminal", screen)),
                        new DoorViewModel(door, Errands.atOnce(), TEXTS),
                        TEXTS,
                        new MonitorController.Ways(() -> {}, () -> {}));
        monitor.seek(key);
        return monitor;
    }

    private static Place place(
            String key, String icon, Function<MonitorController, Screen> screen) {
        return new Place(key, icon, Optional.empty(), screen);
    }
}
