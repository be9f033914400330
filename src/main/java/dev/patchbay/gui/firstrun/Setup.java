package dev.patchbay.gui.firstrun;

import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The ways to have somebody who answers. All of it blocks; what was tried and is not chosen in the
/// end leaves nothing behind.
public interface Setup {
    /// Why it was not done, in words for people.
    final class Refused extends Exception {
        private final String message;

        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /// One tiny question to a backend.
    ///
    /// @param question its word in the bundle: `reach`, `auth` …
    record Tick(String question, Outcome outcome, String detail) {
        public enum Outcome {
            YES,
            NO,
            NOT_ASKED
        }
    }

    /// What came of asking a backend.
    ///
    /// @param backend its id in the settings
    /// @param usable whether it is kept: it is there and takes the key
    /// @param models those that it lists
    record Tried(String backend, boolean usable, List<Tick> ticks, List<String> models) {
        public Tried {
            ticks = List.copyOf(ticks);
            models = List.copyOf(models);
        }
    }

    /// What another program's file holds.
    ///
    /// @param program whose it is
    /// @param comes what would be taken, a line each
    /// @param remarks what does not come, and why
    /// @param keys whether it brings keys, which need a place
    record Brought(String program, List<String> comes, List<String> remarks, boolean keys) {
        public Brought {
            comes = List.copyOf(comes);
            remarks = List.copyOf(remarks);
        }
    }

    /// Where keys are kept, for people; empty where there is no such place but a file, and only if
    /// its user agrees.
    Optional<String> keyPlace();

    /// Whether somebody listens where this preset of this computer would.
    boolean isThere(Preset preset);

    /// Keeps the key, and asks the service with it.
    ///
    /// @param inFile whether the user agrees to a file
    Tried tryKey(Preset preset, Secret key, boolean inFile) throws Refused;

    /// Asks a service that wants no key.
    Tried tryLocal(Preset preset) throws Refused;

    /// From now on this model answers whatever is asked for by a name that nothing else knows.
    void answerBy(String backend, String model) throws Refused;

    /// The demo answers, and nothing that was tried.
    void answerByDemo() throws Refused;

    /// What was tried and not chosen goes.
    void giveUp() throws Refused;

    Brought look(Path file) throws Refused;

    void bring(Path file, boolean inFile) throws Refused;

    /// Programs' files that could be brought, where they usually are.
    List<Path> candidates();

    /// The first run is over: the next start shows the usual window.
    void done() throws Refused;
}
