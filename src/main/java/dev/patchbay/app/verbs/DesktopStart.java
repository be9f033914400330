package dev.patchbay.app.verbs;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.app.modes.Modes;
import dev.patchbay.app.modes.TrayWish.Screen;
import dev.patchbay.app.renewal.Successor;
import dev.patchbay.app.tray.TrayDesk;
import dev.patchbay.app.tray.TrayParts;
import dev.patchbay.app.verbs.line.CommandLine.Misuse;
import dev.patchbay.app.windows.FxWindows;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.Later;
import dev.patchbay.desktop.Running;
import dev.patchbay.desktop.ScreenLibraries;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Tail;
import dev.patchbay.proxy.Switchboard;

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
    private final Optional<Successor> successor;
    private final PrintStream err;

    /// @param hidden whether no window is wanted, if there is a tray
    /// @param successor what is started when this begins anew, where that can be
    DesktopStart(
            AppPaths paths,
            Map<String, String> environment,
            boolean hidden,
            Builder builder,
            Optional<Successor> successor,
            PrintStream err) {
        this.paths = paths;
        this.environment = environment;
        this.hidden = hidden;
        this.builder = builder;
        this.successor = successor;
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
        Unforeseen.isTold(house, err);
        var tail = new Tail(house.clock(), REMEMBERED);
        house.journal().listen(tail::hear);
        var modes =
                new Modes(
                        self ->
                                new FxWindows(
                                        house, environment, tail, self, () -> restart(house, self)),
                        house::underWay,
                        Later.named("modes"));
        house.switchboard().start();
        var tray = TrayParts.open(house, environment, ways(house, modes));
        house.renewal().whenUnseen(() -> isOpen(house) && isSucceeded() && modes.restartUnseen());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("farewell")
                                .unstarted(
                                        () -> {
                                            tray.close();
                                            modes.farewell();
                                            house.farewell();
                                        }));
        house.onReveal(modes::reveal);
        if (hidden) {
            tray.desk().tellClosedDoor();
        }
        try {
            modes.begin(hidden);
            Modes.Ending ending = modes.awaitEnd();
            if (ending != Modes.Ending.QUIT) {
                tray.close();
                return handOver(house, ending);
            }
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

    /// A door that a person has closed would be open again.
    private static boolean isOpen(Wiring house) {
        return house.switchboard().state() instanceof Switchboard.State.Running;
    }

    private boolean isSucceeded() {
        return successor.filter(Successor::isThere).isPresent();
    }

    private void restart(Wiring house, Modes modes) {
        if (isSucceeded()) {
            modes.restart();
        } else {
            house.journal()
                    .add(
                            new Note.Fault(
                                    "restart",
                                    "The program is not where it was started from; quit, and start"
                                            + " it from where it is."));
        }
    }

    /// Comes back only if there was nobody to hand over to, or beside the one there was.
    private boolean handOver(Wiring house, Modes.Ending ending) {
        boolean unseen = ending == Modes.Ending.UNSEEN_RESTART;
        if (unseen && !house.retire()) {
            return true;
        }
        house.farewell();
        try {
            successor.orElseThrow().with("--hidden", unseen).takeOver();
            return true;
        } catch (IOException e) {
            err.println("Patchbay has ended, and did not begin anew: " + e.getMessage());
            return false;
        }
    }

    private TrayDesk.Ways ways(Wiring house, Modes modes) {
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
            public void restart() {
                DesktopStart.this.restart(house, modes);
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
