package dev.patchbay.app.verbs.line;

import dev.patchbay.desktop.PortOwner;

/// What is said when another program has our port.
public final class TakenPort {
    private TakenPort() {}

    /// Names who has it, where the system tells.
    public static String sentence(int port) {
        String owner = PortOwner.of(port).map(who -> " by " + who).orElse("");
        return "Port %d is in use%s. Stop that program, or choose another port with --port N."
                .formatted(port, owner);
    }
}
