package dev.patchbay.app.windows.first;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.gui.firstrun.FirstRunViewModel;
import dev.patchbay.gui.firstrun.Setup;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.journal.Note;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The first run: whether it is to be shown, what it is given, and its end.
public final class FirstRun {
    private final Wiring house;
    private final Map<String, String> environment;
    private volatile boolean over;

    public FirstRun(Wiring house, Map<String, String> environment) {
        this.house = house;
        this.environment = Map.copyOf(environment);
    }

    /// Whether nothing was ever chosen here.
    public boolean isWanted() {
        return !over && house.settings().path().filter(Files::notExists).isPresent();
    }

    /// Told on any thread; the next start is no first one.
    public void end() {
        over = true;
        Thread.ofVirtual().name("first run").start(this::remember);
    }

    private void remember() {
        try {
            if (house.settings().path().filter(Files::notExists).isPresent()) {
                setup().done();
            }
        } catch (Setup.Refused e) {
            house.journal().add(new Note.Fault("first run", e.message()));
        }
    }

    public FirstRunViewModel.House parts(DoorViewModel.Door door) {
        Shell shell = environment.containsKey("SystemRoot") ? Shell.POWERSHELL : Shell.POSIX;
        Path home = ClaudeCode.home(environment);
        // Only its user's settings are looked at, so any folder will do.
        ClaudeCode claude = ClaudeCode.of(home, home, environment);
        return new FirstRunViewModel.House(
                setup(),
                new FirstRunClients(house, claude, shell),
                new FirstRunRequests(house),
                door);
    }

    private Setup setup() {
        return new FirstRunSetup(house, ClaudeCode.home(environment));
    }
}
