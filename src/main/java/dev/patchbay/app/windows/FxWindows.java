package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.Modes;
import dev.patchbay.app.modes.Windows;
import dev.patchbay.app.windows.first.FirstRun;
import dev.patchbay.desktop.Later;
import dev.patchbay.desktop.PassingSecrets;
import dev.patchbay.gui.monitor.MonitorController.Ways;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Memory;
import dev.patchbay.gui.parts.QuitDialog;
import dev.patchbay.gui.parts.ScreenClipboard;
import dev.patchbay.gui.parts.ScreenWindow;
import dev.patchbay.gui.parts.ScreenWindow.Plan;
import dev.patchbay.gui.parts.ScreenWindow.Size;
import dev.patchbay.gui.parts.Slumber;
import dev.patchbay.gui.parts.Tell;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Toolkit;
import dev.patchbay.journal.Tail;

import javafx.application.Platform;
import javafx.stage.Window;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The windows, made with JavaFX. Calls come from any thread and are done on the one that draws.
public final class FxWindows implements Windows {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String TOLD = "told.noTray";
    private static final Size USUAL = new Size(1180, 780);
    private static final Size SETTINGS = new Size(960, 680);
    private static final Size FIRST_RUN = new Size(820, 720);

    /// All of it, once the toolkit runs.
    private record Desk(
            Look look,
            ScreenWindow monitor,
            ScreenWindow settings,
            ScreenWindow firstRun,
            Optional<Slumber> slumber) {}

    private final Wiring house;
    private final Map<String, String> environment;
    private final Tail tail;
    private final Modes modes;
    private final Runnable restart;
    private final Memory memory;
    private final Texts texts = new Texts(Locale.getDefault());
    private final FirstRun firstRun;
    private final PassingSecrets secrets =
            new PassingSecrets(
                    new ScreenClipboard(),
                    (wait, what) ->
                            Later.named("clipboard").after(wait, () -> Platform.runLater(what)));
    private final CompletableFuture<Desk> desk = new CompletableFuture<>();

    /// @param environment where clients' files are, and what overrides what stands in them
    /// @param tail what was told before there was a window
    /// @param restart has the program begin anew
    public FxWindows(
            Wiring house,
            Map<String, String> environment,
            Tail tail,
            Modes modes,
            Runnable restart) {
        this.house = house;
        this.environment = Map.copyOf(environment);
        this.tail = tail;
        this.modes = modes;
        this.restart = restart;
        this.memory = new Memory(house.paths().windowsFile(), Errands.ofScreen());
        this.firstRun = new FirstRun(house, environment, texts);
        Toolkit.start(house.paths().nativeFolder().resolve("javafx"), () -> desk.complete(built()));
    }

    private Desk built() {
        var look = new Look(() -> house.settings().current().desktop().theme());
        house.settings().listen(_ -> Platform.runLater(look::apply));
        var screens = new Screens(house, environment, tail, secrets::copied, this::restart, texts);
        var monitor =
                new Plan(
                        "monitor",
                        texts.get("monitor.title"),
                        USUAL,
                        () -> screens.monitor(new Ways(this::showSettings, this::quit)),
                        modes::close);
        var settings =
                new Plan(
                        "settings",
                        texts.get("settings.title"),
                        SETTINGS,
                        screens::settings,
                        () -> on(it -> it.settings().release()));
        var welcome =
                new Plan(
                        "firstRun",
                        texts.get("firstRun.window"),
                        FIRST_RUN,
                        () -> screens.firstRun(firstRun, this::endFirstRun),
                        this::endFirstRun);
        return new Desk(
                look,
                new ScreenWindow(monitor, look, memory),
                new ScreenWindow(settings, look, memory),
                new ScreenWindow(welcome, look, memory),
                Slumber.begin());
    }

    private void on(Consumer<Desk> what) {
        var _ = desk.thenAccept(made -> Platform.runLater(() -> what.accept(made)));
    }

    @Override
    public void show() {
        on(
                it -> {
                    boolean first = it.firstRun().isBuilt() || firstRun.isWanted();
                    (first ? it.firstRun() : it.monitor()).show();
                });
    }

    private void endFirstRun() {
        firstRun.end();
        on(
                it -> {
                    it.firstRun().release();
                    it.monitor().show();
                });
    }

    @Override
    public void showLogs() {
        on(it -> it.monitor().show("logs"));
    }

    @Override
    public void showSettings() {
        on(it -> it.settings().show());
    }

    private void quit() {
        Thread.ofVirtual().name("quit").start(modes::quit);
    }

    private void restart() {
        Thread.ofVirtual().name("restart").start(restart);
    }

    @Override
    public void minimise() {
        on(it -> it.monitor().minimise());
    }

    @Override
    public void minimiseForWantOfTray() {
        on(
                it -> {
                    if (memory.get(TOLD).isEmpty()) {
                        memory.put(TOLD, "yes");
                        Tell.once(it.look(), texts, "noTray", it.monitor()::minimise);
                    } else {
                        it.monitor().minimise();
                    }
                });
    }

    @Override
    public void hide() {
        on(it -> it.monitor().hide());
    }

    @Override
    public void release() {
        on(
                it -> {
                    it.monitor().release();
                    System.gc(); // what was a window is a good part of the heap
                });
    }

    @Override
    public boolean areInSight() {
        if (!desk.isDone()) {
            return true; // they are just being made
        }
        var seen = new CompletableFuture<Boolean>();
        Platform.runLater(
                () -> seen.complete(Window.getWindows().stream().anyMatch(Window::isShowing)));
        return seen.join();
    }

    @Override
    public void askBeforeEnd(Modes.Ending how, Runnable end) {
        String about = how == Modes.Ending.QUIT ? "quit" : "restart";
        on(it -> new QuitDialog(about, house::underWay, end, it.look(), texts).show());
    }

    @Override
    public void close() {
        var done = new CountDownLatch(1);
        on(
                it -> {
                    it.slumber().ifPresent(Slumber::close);
                    secrets.close();
                    done.countDown();
                });
        try {
            var _ = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            memory.settle(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
