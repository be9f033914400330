package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.firstrun.Setup.Refused;

import java.util.Optional;
import java.util.OptionalLong;

/// The requests that come in while the first run waits for one.
public interface Requests {
    enum Stage {
        UNDER_WAY,
        ANSWERED,
        FAILED
    }

    /// The latest of them.
    ///
    /// @param answeredBy backend and model; empty while nobody knows
    /// @param error why it failed
    record Arrival(
            Stage stage,
            String asked,
            String answeredBy,
            OptionalLong in,
            OptionalLong out,
            int millis,
            String error) {}

    /// Does not block.
    Optional<Arrival> latest();

    /// Sends a tiny one, as a client would. Blocks until it is answered.
    void send() throws Refused;

    /// Nobody waits any more.
    void close();
}
