package dev.patchbay.desktop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What programs of ours say to each other over the control socket: one line there, one line back.
///
///     patchbay 1 reload          the version of this talk, and a word
///     done 4711                  or: cannot 4711 because …
public final class Control {
    private static final String BEGIN = "patchbay 1 ";
    private static final String DONE = "done";
    private static final String CANNOT = "cannot";

    /// Longer than a line of this talk may be.
    static final int LONGEST_LINE = 1024;

    /// How long one side waits for the other: a reload may have to run a command for a token.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// How many Patchbays of one user may serve from the same files.
    static final int SEATS = 8;

    private Control() {}

    /// What a running Patchbay may be told.
    public enum Word {
        /// Say that you are there.
        HELLO,
        /// Keys, tokens or settings have changed: look again.
        RELOAD,
        /// Show your window.
        REVEAL;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What came back.
    ///
    /// @param pid the process that answered
    /// @param obstacle why it could not, if it could not
    public record Reply(long pid, Optional<String> obstacle) {
        public static Reply done() {
            return new Reply(ProcessHandle.current().pid(), Optional.empty());
        }

        public static Reply cannot(String why) {
            return new Reply(ProcessHandle.current().pid(), Optional.of(why));
        }
    }

    static String line(Word word) {
        return BEGIN + word.text() + "\n";
    }

    static Optional<Word> word(String line) {
        for (Word each : Word.values()) {
            if (line.equals(BEGIN + each.text())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    static String line(Reply reply) {
        return reply.obstacle()
                        .map(why -> CANNOT + " " + reply.pid() + " " + why.replace('\n', ' '))
                        .orElse(DONE + " " + reply.pid())
                + "\n";
    }

    static Optional<Reply> reply(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[1].matches("\\d{1,10}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(parts[1]);
        return switch (parts[0]) {
            case DONE -> Optional.of(new Reply(pid, Optional.empty()));
            case CANNOT ->
                    Optional.of(new Reply(pid, Optional.of(parts.length > 2 ? parts[2] : "")));
            default -> Optional.empty();
        };
    }

    /// Where the nth Patchbay of these files listens; the first one at the path itself.
    static Path seat(Path first, int nth) {
        return nth == 1 ? first : first.resolveSibling(first.getFileName() + "-" + nth);
    }
}
