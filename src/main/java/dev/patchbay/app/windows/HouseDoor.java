package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.desktop.FreePort;
import dev.patchbay.desktop.PortOwner;
import dev.patchbay.gui.parts.DoorViewModel;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.settings.SettingsRefused;

import java.io.IOException;
import java.util.OptionalInt;

/// The house's door, as windows know it.
record HouseDoor(Wiring house) implements DoorViewModel.Door {
    @Override
    public State state() {
        return house.switchboard().state();
    }

    @Override
    public State start() {
        return house.switchboard().start();
    }

    @Override
    public State stop() {
        return house.switchboard().stop();
    }

    @Override
    public String address() {
        return house.door().address();
    }

    @Override
    public String owner(int port) {
        return PortOwner.of(port).map(PortOwner::toString).orElse("");
    }

    @Override
    public OptionalInt freePort(int taken) {
        return FreePort.after(taken);
    }

    @Override
    public State move(int port) throws IOException {
        try {
            house.settings().update(it -> it.withPort(port));
        } catch (SettingsRefused e) {
            throw new IOException(e.message(), e);
        }
        if (house.settings().current().server().port() != port) {
            throw new IOException(
                    "The port of this run was named at its start, by --port or PATCHBAY_PORT.");
        }
        return house.switchboard().start();
    }
}
