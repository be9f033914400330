package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.monitor.MonitorShots;
import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.monitor.overview.SampleSources;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Tail;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The states of the requests that are drawn.
public final class RequestShots {
    /// What is to be seen of an opened request.
    private enum Part {
        SUMMARY,
        BODIES,
        TIMELINE,
        REPLAY
    }

    private final List<Shot> shots = new ArrayList<>();

    private RequestShots() {}

    public static List<Shot> all() {
        var all = new RequestShots();
        all.add("requests", "a busy afternoon", () -> table(full(), SampleDoor.open(2), ""));
        all.add("requests-empty", "before the first", () -> table(none(), SampleDoor.open(0), ""));
        all.add(
                "requests-stopped",
                "none, and stopped",
                () -> table(none(), SampleDoor.shut(), ""));
        all.add(
                "requests-failed",
                "the history cannot be read",
                () -> table(none().failing(), SampleDoor.open(0), ""));
        all.add(
                "requests-nothing",
                "looking for what is not there",
                () -> table(full(), SampleDoor.open(2), "herring"));
        all.add(
                "requests-found",
                "one run of a client, added up",
                () -> table(full(), SampleDoor.open(2), "run:run-17 "));
        all.add("requests-open", "a request that failed", () -> open(full(), 13, Part.SUMMARY));
        all.add(
                "requests-body",
                "what a client asked",
                () -> open(full().withBodies(), 4, Part.BODIES));
        all.add("requests-bodies-off", "bodies are not kept", () -> open(full(), 4, Part.BODIES));
        all.add("requests-timeline", "its course", () -> open(full(), 13, Part.TIMELINE));
        all.add(
                "requests-replay",
                "sent again to another model",
                () -> open(full().withBodies(), 4, Part.REPLAY));
        return all.shots;
    }

    private void add(String name, String shows, Supplier<Screen> screen) {
        for (Size size : List.of(Size.WIDE, Size.NARROW)) {
            shots.add(new Shot(name, shows, size, screen));
        }
    }

    private static SampleRequests full() {
        return SampleRequests.of(1_204, 2);
    }

    private static SampleRequests none() {
        return SampleRequests.of(0, 0);
    }

    private static Screen table(SampleRequests sample, SampleDoor door, String typed) {
        RequestsViewModel model = model(sample, door);
        model.filters().typedProperty().set(typed);
        return MonitorShots.window("requests", () -> controller(model), door);
    }

    private static Screen open(SampleRequests sample, int index, Part part) {
        var door = SampleDoor.open(2);
        RequestsViewModel model = model(sample, door);
        RequestsController controller = controller(model);
        model.detail().show(sample.all.get(index));
        controller.detail().showTab(part.ordinal());
        if (part == Part.REPLAY) {
            model.detail().replay().targetProperty().set("workshop/lantern-coder");
            model.detail().replay().send();
            sample.finish();
            model.detail().replay().beat();
        }
        return MonitorShots.window("requests", () -> controller, door);
    }

    private static RequestsController controller(RequestsViewModel model) {
        return new RequestsController(model, MonitorShots.TEXTS, (_, _, _) -> Optional.empty());
    }

    static RequestsViewModel model(SampleRequests sample, SampleDoor door) {
        return model(sample, door, new Journal());
    }

    static RequestsViewModel model(SampleRequests sample, SampleDoor door, Journal journal) {
        return new RequestsViewModel(
                new RequestsViewModel.House(
                        sample, sample, sample, journal, new Tail(SampleSources.CLOCK, 10)),
                new DoorViewModel(door, Errands.atOnce(), MonitorShots.TEXTS),
                SampleSources.CLOCK,
                ZoneOffset.UTC,
                Errands.atOnce(),
                MonitorShots.TEXTS,
                new Figures(Locale.US, ZoneOffset.UTC));
    }
}
