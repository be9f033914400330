package dev.patchbay.gui.monitor.requests;

import dev.patchbay.hub.Replay;

import java.util.List;
import java.util.Optional;

/// Sends kept requests again.
public interface Replays {
    /// One that is on its way.
    interface Again {
        /// What came of it the first time.
        Replay.Answer then();

        /// What has come until now.
        Replay.Said soFar();

        /// Both answers, once the new one is over.
        Optional<Replay> over();

        void cancel();
    }

    /// Where one may be sent: aliases, and models of backends.
    List<String> targets();

    /// Comes back when it is on its way. May block.
    ///
    /// @param to empty for where it went before
    Again replay(String id, String to);
}
