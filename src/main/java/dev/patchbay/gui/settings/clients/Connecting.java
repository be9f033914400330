package dev.patchbay.gui.settings.clients;

import dev.patchbay.connect.ClaudeCode.Scope;
import dev.patchbay.connect.Connections.Standing;
import dev.patchbay.connect.Diff;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How clients are connected. All of it may block, but for `lines`.
public interface Connecting {
    /// A file of Claude Code, as it is right now.
    ///
    /// @param file that is changed
    /// @param standing empty where it is not connected
    /// @param remarks what stands in the way, or should be known
    record Card(String file, Optional<Standing> standing, List<String> remarks) {
        public Card {
            remarks = List.copyOf(remarks);
        }
    }

    /// A change to the file, worked out and not made yet.
    ///
    /// @param left keys that somebody changed since, and that stay
    record Proposal(List<Diff.Line> lines, List<String> left, Making make) {
        public Proposal {
            lines = List.copyOf(lines);
            left = List.copyOf(left);
        }
    }

    /// Makes a change; answers the copy of the file as it was, if there was one.
    interface Making {
        Optional<String> make() throws Exception;
    }

    /// A client that is given lines to copy.
    enum Copied {
        ANTHROPIC,
        OPENAI,
        /// Claude Code for one run, without a change to any file.
        RUN
    }

    /// A settings file of Claude Code.
    ///
    /// @param folder the one that it is started in; without a meaning for a user's own file
    record Whose(Scope scope, Path folder) {}

    Card claude(Whose whose) throws Exception;

    Proposal connect(Whose whose) throws Exception;

    Proposal disconnect(Whose whose) throws Exception;

    /// All that are connected.
    List<Whose> connected() throws Exception;

    /// The lines to copy; they hold the token.
    String lines(Copied client);
}
