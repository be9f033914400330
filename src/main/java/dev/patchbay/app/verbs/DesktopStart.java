package dev.patchbay.app.verbs;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.Modes;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.app.tray.TrayDesk;
import dev.patchbay.app.tray.TrayParts;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.windows.FxWindows;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.Running;
import dev.patchbay.desktop.ScreenLibraries;
import dev.patchbay.journal.Tail;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/// The start without a verb: brings up the Patchbay that runs already, or becomes it.
final class DesktopStart {
    /// So many notes are there for windows that are opened later.
    private static final int REMEMBERED = 10_000;

    /// Makes the parts of the house.
    interface Builder {
        Wiring build() throws Misuse, IOException;
    }

    private final AppPaths paths;
    private final Map<String, String> environment;
    private final boolean hidden;
    private final Builder builder;
    private final PrintStream err;

    /// @param hidden whether no window is wanted, if there is a tray
    DesktopStart(
            AppPaths paths,
            Map<String, String> environment,
            boolean hidden,
            Builder builder,
            PrintStream err) {
        this.paths = paths;
        this.environment = environment;
        this.hidden = hidden;
        this.builder = builder;
        this.err = err;
    }

    /// False if it could not; comes back when the program is to end.
    boolean run() throws Misuse, IOException {
        if (isShownAlready()) {
            return true;
        }
        Optional<String> missing = ScreenLibraries.missing();
        if (missing.isPresent()) {
            err.println(missing.get() + " Without windows: patchbay serve");
            return false;
        }
        return live(builder.build());
    }

    private boolean isShownAlready() {
        return new Running(paths.controlSocket())
                .tell(Control.Word.REVEAL).stream().anyMatch(reply -> reply.obstacle().isEmpty());
    }

    private boolean live(Wiring house) {
        var tail = new Tail(house.clock(), REMEMBERED);
        house.journal().listen(tail::hear);
        var modes =
                new Modes(
                        self -> new FxWindows(house, tail, self),
                        house::underWay,
                        Modes.Later.real());
        house.switchboard().start();
        var tray = TrayParts.open(house, environment, ways(modes));
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("farewell")
                                .unstarted(
                                        () -> {
                                            tray.close();
                                            house.farewell();
                                        }));
        house.onReveal(modes::reveal);
        if (hidden) {
            tray.desk().tellClosedDoor();
        }
        try {
            modes.begin(hidden);
            modes.awaitEnd();
        } catch (UnsupportedOperationException e) {
            err.printf(
                    "No window can be opened here: %s. Without windows: patchbay serve%n",
                    e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static TrayDesk.Ways ways(Modes modes) {
        return new TrayDesk.Ways() {
            @Override
            public boolean hasWindows() {
                return true;
            }

            @Override
            public void open(Screen screen) {
                modes.open(screen);
            }

            @Override
            public void quit() {
                modes.quit();
            }

            @Override
            public void seen(boolean visible) {
                modes.tray(visible);
            }
        };
    }
}
