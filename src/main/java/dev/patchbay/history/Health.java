package dev.patchbay.history;

import java.util.Optional;

/// How the history is doing.
///
/// @param reason why it is not written, if it is not
/// @param waiting exchanges that wait to be written
/// @param lost exchanges that ended since the program began and could not be kept
public record Health(State state, Optional<String> reason, int waiting, long lost) {
    public enum State {
        KEEPING,
        /// It is tried again.
        PAUSED,
        /// Not in this run.
        OFF
    }
}
