package dev.patchbay.gui.firstrun;

import dev.patchbay.connect.Diff;
import dev.patchbay.gui.firstrun.Setup.Refused;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The ways to lead a client here. All of it blocks.
public interface Clients {
    /// What becomes of Claude Code's file.
    ///
    /// @param file as people write it
    /// @param connected whether it leads here already
    /// @param isNew whether there is no file yet
    /// @param lines what goes out of the file and what comes in, fit to be shown
    /// @param remarks what stands in the way, or should be known
    record Offer(
            String file,
            boolean connected,
            boolean isNew,
            List<Diff.Line> lines,
            List<String> remarks) {
        public Offer {
            lines = List.copyOf(lines);
            remarks = List.copyOf(remarks);
        }
    }

    /// Ways that change no file.
    enum Copied {
        RUN,
        ANTHROPIC,
        OPENAI
    }

    Offer offer() throws Refused;

    /// Makes the change that was offered; answers the copy of the file as it was, if there was one.
    Optional<Path> connect() throws Refused;

    void disconnect() throws Refused;

    /// The lines to copy, with the token masked.
    String shown(Copied which);

    /// The same with the token.
    String copied(Copied which);
}
