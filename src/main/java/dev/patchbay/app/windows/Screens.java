package dev.patchbay.app.windows;

import dev.patchbay.app.house.OpenPast;
import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.windows.first.FirstRun;
import dev.patchbay.desktop.Opener;
import dev.patchbay.gui.firstrun.FirstRunController;
import dev.patchbay.gui.firstrun.FirstRunViewModel;
import dev.patchbay.gui.monitor.MonitorController;
import dev.patchbay.gui.monitor.Place;
import dev.patchbay.gui.monitor.logs.LogsController;
import dev.patchbay.gui.monitor.logs.LogsViewModel;
import dev.patchbay.gui.monitor.overview.OverviewController;
import dev.patchbay.gui.monitor.overview.OverviewViewModel;
import dev.patchbay.gui.monitor.requests.RequestsController;
import dev.patchbay.gui.monitor.requests.RequestsViewModel;
import dev.patchbay.gui.monitor.requests.Take;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.journal.Tail;

import javafx.scene.input.KeyCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The parts list of the windows: which screens there are, and what each is given.
final class Screens {
    private final Wiring house;
    private final Map<String, String> environment;
    private final Tail tail;
    private final Consumer<String> secrets;
    private final Runnable restart;
    private final Texts texts;
    private final Errands errands = Errands.ofScreen();
    private final OpenPast past;
    private final HouseCredits credits;

    /// @param tail what was told before there was a window
    /// @param secrets told what was copied that should not stay
    /// @param restart has the program begin anew
    Screens(
            Wiring house,
            Map<String, String> environment,
            Tail tail,
            Consumer<String> secrets,
            Runnable restart,
            Texts texts) {
        this.texts = texts;
        this.house = house;
        this.secrets = secrets;
        this.environment = environment;
        this.tail = tail;
        this.restart = restart;
        this.credits =
                new HouseCredits(
                        house.settings()::current,
                        house.switchboard()::credit,
                        house.clock(),
                        texts);
        this.past = new OpenPast(house.paths());
    }

    MonitorController monitor(MonitorController.Ways ways) {
        return new MonitorController(
                List.of(
                        new Place("overview", "fth-activity", Optional.empty(), this::overview),
                        new Place("requests", "fth-list", Optional.empty(), this::requests),
                        new Place(
                                "logs",
                                "fth-terminal",
                                Optional.of(ScreenWindow.shortcut(KeyCode.L)),
                                this::logs)),
                new DoorViewModel(new HouseDoor(house), errands, texts),
                texts,
                ways);
    }

    private Screen overview(MonitorController monitor) {
        var model =
                new OverviewViewModel(
                        new HouseSources(house, past, credits, restart),
                        monitor.door(),
                        house.clock(),
                        house.zone(),
                        errands,
                        texts,
                        figures());
        return new OverviewController(model, texts, monitor::showRequest);
    }

    private Figures figures() {
        return new Figures(Locale.getDefault(Locale.Category.FORMAT), house.zone());
    }

    private Screen requests(MonitorController monitor) {
        var asked =
                new RequestsViewModel.House(
                        new HouseRequests(house, past),
                        new HouseOutlets(house, past),
                        new HouseReplays(house.switchboard(), house.settings()),
                        house.journal(),
                        tail);
        var model =
                new RequestsViewModel(
                        asked,
                        monitor.door(),
                        house.clock(),
                        house.zone(),
                        errands,
                        texts,
                        figures());
        return new RequestsController(model, texts, Take.asking());
    }

    private Screen logs(MonitorController monitor) {
        var log = new LogsViewModel.Log(tail, this::openLogFile);
        return new LogsController(
                new LogsViewModel(log, errands, texts, figures()), texts, monitor::showRequest);
    }

    private Path openLogFile() throws IOException {
        Path file = house.paths().logFile();
        Opener.open(file);
        return file;
    }

    Screen settings() {
        return new SettingsScreens(
                        house, environment, past, credits, secrets, errands, texts, figures())
                .window();
    }

    /// @param over told when it ends
    Screen firstRun(FirstRun run, Runnable over) {
        var model =
                new FirstRunViewModel(
                        run.parts(new HouseDoor(house), secrets), errands, texts, figures(), over);
        return new FirstRunController(model, texts);
    }
}
