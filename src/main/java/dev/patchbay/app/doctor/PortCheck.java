package dev.patchbay.app.doctor;

import dev.patchbay.desktop.FreePort;
import dev.patchbay.desktop.PortOwner;
import dev.patchbay.settings.ServerSettings;

import java.util.Optional;
import java.util.OptionalInt;

/// Who has our port.
public final class PortCheck {
    private static final String SUBJECT = "port";

    private final ServerSettings door;
    private final boolean ours;

    /// @param ours whether a Patchbay of this user answers there
    public PortCheck(ServerSettings door, boolean ours) {
        this.door = door;
        this.ours = ours;
    }

    public Finding look() {
        int port = door.port();
        if (port == 0) {
            return Finding.ok(SUBJECT, "Any free port is taken at each start.");
        }
        Optional<PortOwner> owner = PortOwner.of(port);
        if (ours) {
            String who = owner.map(it -> ", PID " + it.pid()).orElse("");
            return Finding.ok(
                    SUBJECT, "Patchbay runs on %s:%d%s.".formatted(door.host(), port, who));
        }
        if (owner.isEmpty() && FreePort.isFree(port)) {
            return Finding.ok(SUBJECT, "Port %d is free; Patchbay does not run.".formatted(port));
        }
        String who = owner.map(PortOwner::toString).orElse("a program of another user");
        OptionalInt next = FreePort.after(port);
        return Finding.fail(
                SUBJECT,
                "Port %d is in use by %s.".formatted(port, who),
                "Stop that program"
                        + (next.isPresent()
                                ? ", or take port %d, which is free: patchbay serve --port %d"
                                        .formatted(next.getAsInt(), next.getAsInt())
                                : "."));
    }
}
