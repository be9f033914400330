package dev.patchbay.app;

import dev.patchbay.app.CommandLine.Misuse;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.Running;
import dev.patchbay.desktop.ScreenLibraries;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/// The start without a verb: brings up the Patchbay that runs already, or becomes it.
final class DesktopStart {
    /// Makes the parts of the house.
    interface Builder {
        Wiring build() throws Misuse, IOException;
    }

    private final AppPaths paths;
    private final boolean hidden;
    private final Builder builder;
    private final PrintStream err;

    DesktopStart(AppPaths paths, boolean hidden, Builder builder, PrintStream err) {
        this.paths = paths;
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
        Wiring house = builder.build();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("farewell").unstarted(house::farewell));
        live(house);
        return true;
    }

    private boolean isShownAlready() {
        return new Running(paths.controlSocket())
                .tell(Control.Word.REVEAL).stream().anyMatch(reply -> reply.obstacle().isEmpty());
    }

    private void live(Wiring house) {
        var modes =
                new Modes(self -> new FxWindows(house, self), house::underWay, Modes.Later.real());
        house.onReveal(modes::reveal);
        house.switchboard().start();
        modes.begin(hidden);
        try {
            modes.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
