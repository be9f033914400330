package dev.patchbay.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.Autostart;
import dev.patchbay.desktop.Autostart.State;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsStore;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Starting at login, between the settings and the system.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
final class LoginStartTest {
    private final BlockingQueue<Boolean> set = new LinkedBlockingQueue<>();
    private final List<String> faults = new ArrayList<>();
    private State system = State.ABSENT;
    private boolean broken;

    private final Autostart autostart =
            new Autostart() {
                @Override
                public State state() {
                    return system;
                }

                @Override
                public void set(boolean on) throws IOException {
                    if (broken) {
                        throw new IOException("read-only");
                    }
                    system = on ? State.ON : State.ABSENT;
                    set.add(on);
                }
            };

    private SettingsStore store(boolean on) {
        Settings settings = Settings.DEFAULT;
        return SettingsStore.inMemory(
                settings.withDesktop(settings.desktop().withStartAtLogin(on)),
                Overrides.of(Map.of(), Map.of()));
    }

    private LoginStart login(SettingsStore store) {
        var login = new LoginStart(store, Optional.of(autostart), faults::add);
        login.begin();
        return login;
    }

    @Test
    void a_person_switches_the_system_and_the_settings() {
        SettingsStore store = store(false);
        LoginStart login = login(store);
        assertEquals(Optional.of(false), login.isOn());

        login.set(true);

        assertEquals(Optional.of(true), login.isOn());
        assertTrue(store.current().desktop().startAtLogin());
        assertEquals(List.of(true), List.copyOf(set));

        login.set(false);
        assertEquals(State.ABSENT, system);
        assertFalse(store.current().desktop().startAtLogin());
    }

    @Test
    void a_change_of_the_settings_is_followed() throws Exception {
        SettingsStore store = store(false);
        login(store);

        store.update(it -> it.withDesktop(it.desktop().withStartAtLogin(true)));
        assertTrue(set.take());

        store.update(it -> it.withDesktop(it.desktop().withStartAtLogin(false)));
        assertFalse(set.take());
    }

    @Test
    void an_entry_that_is_wanted_and_missing_is_made() {
        login(store(true));

        assertEquals(State.ON, system);
    }

    @Test
    void what_was_switched_off_by_the_systems_own_tool_stays_off() {
        system = State.SWITCHED_OFF;
        LoginStart login = login(store(true));

        assertEquals(State.SWITCHED_OFF, system);
        assertEquals(Optional.of(false), login.isOn());
    }

    @Test
    void what_others_put_there_stays_while_nobody_says_otherwise() {
        system = State.ON;
        LoginStart login = login(store(false));

        assertEquals(Optional.of(true), login.isOn());
        assertTrue(set.isEmpty());
    }

    @Test
    void a_system_that_refuses_is_told() {
        broken = true;
        login(store(false)).set(true);

        assertEquals(List.of("read-only"), faults);
    }

    @Test
    void where_nothing_can_be_started_nothing_is_said_of_it() {
        var login = new LoginStart(store(false), Optional.empty(), faults::add);
        login.begin();

        assertEquals(Optional.empty(), login.isOn());
    }
}
