package dev.patchbay.app.windows.first;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.connect.AnyClient.Shell;
import dev.patchbay.connect.ClaudeCode;
import dev.patchbay.gui.firstrun.FirstRunViewModel;
import dev.patchbay.gui.firstrun.Setup;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.journal.Note;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// The first run: whether it is to be shown, what it is given, and its end.
public final class FirstRun {
    private final Wiring house;
    private final Map<String, String> environment;
    private final Texts texts;
    private volatile boolean over;

    public FirstRun(Wiring house, Map<String, String> environment, Texts texts) {
        this.house = house;
        this.texts = texts;
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

    /// @param secrets told what was copied that should not stay
    public FirstRunViewModel.House parts(DoorViewModel.Door door, Consumer<String> secrets) {
        Shell shell = environment.containsKey("SystemRoot") ? Shell.POWERSHELL : Shell.POSIX;
        Path home = ClaudeCode.home(environment);
        // Only its user's settings are looked at, so any folder will do.
        ClaudeCode claude = ClaudeCode.of(home, home, environment);
        return new FirstRunViewModel.House(
                setup(),
                new FirstRunClients(house, claude, shell, texts),
                new FirstRunRequests(house, texts),
                door,
                secrets);
    }

    private Setup setup() {
        return new FirstRunSetup(house, ClaudeCode.home(environment), texts);
    }
}
