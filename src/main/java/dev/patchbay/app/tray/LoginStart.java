package dev.patchbay.app.tray;

import dev.patchbay.desktop.Autostart;
import dev.patchbay.settings.SettingsNews;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps the system's own entry for starting at login as the settings have it. What a person
/// switched off by the system's tools stays off until they switch it on here.
final class LoginStart {
    private final SettingsStore settings;
    private final Optional<Autostart> autostart;
    private final Consumer<String> fault;
    private volatile boolean wanted;

    /// @param autostart nothing where Patchbay cannot be started by the system
    /// @param fault is told what could not be done, for people
    LoginStart(SettingsStore settings, Optional<Autostart> autostart, Consumer<String> fault) {
        this.settings = settings;
        this.autostart = autostart;
        this.fault = fault;
        this.wanted = settings.current().desktop().startAtLogin();
    }

    /// Makes an entry that is missing, and follows the settings from here on.
    void begin() {
        if (wanted && state().equals(Optional.of(Autostart.State.ABSENT))) {
            apply(true);
        }
        settings.listen(this::heard);
    }

    private void heard(SettingsNews news) {
        boolean now = settings.current().desktop().startAtLogin();
        if (now != wanted) {
            wanted = now;
            Thread.ofVirtual().name("start at login").start(() -> apply(now));
        }
    }

    /// Whether Patchbay starts at login; nothing where that cannot be arranged.
    Optional<Boolean> isOn() {
        return state().map(it -> it == Autostart.State.ON);
    }

    private Optional<Autostart.State> state() {
        return autostart.map(Autostart::state);
    }

    /// What a person wants.
    void set(boolean on) {
        wanted = on;
        apply(on);
        try {
            settings.update(it -> it.withDesktop(it.desktop().withStartAtLogin(on)));
        } catch (SettingsRefused e) {
            fault.accept(e.message());
        }
    }

    private void apply(boolean on) {
        try {
            if (autostart.isPresent()) {
                autostart.get().set(on);
            }
        } catch (IOException e) {
            fault.accept(String.valueOf(e.getMessage()));
        }
    }
}
