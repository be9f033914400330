package dev.patchbay.desktop;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What programs of ours say to each other over the control socket: one line there, one line back.
///
///     patchbay 1 reload          the version of this talk, a word, and what belongs to it
///     done 4711                  and perhaps what came of it; or: cannot 4711 because …
///
/// Blanks within what belongs to a word are written as in the address of a form. What takes long is
/// given up when the one who asked hangs up.
public final class Control {
    private static final String BEGIN = "patchbay 1 ";
    private static final String DONE = "done";
    private static final String CANNOT = "cannot";

    /// Longer than a line of this talk may be that asks for something.
    static final int LONGEST_LINE = 1024;

    /// Longer than what comes of anything may be.
    static final int LONGEST_REPLY = 64 << 20;

    /// How long one side waits for the other: a reload may have to run a command for a token.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// The same for what takes as long as an exchange does, which has limits of its own.
    static final Duration LONG_PATIENCE = Duration.ofDays(1);

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
        REVEAL,
        /// Send a kept request again: its id and, perhaps, where to. Takes long.
        REPLAY;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isLong() {
            return this == REPLAY;
        }

        Duration patience() {
            return isLong() ? LONG_PATIENCE : PATIENCE;
        }
    }

    /// A word with what belongs to it.
    public record Request(Word word, List<String> details) {
        public Request {
            details = List.copyOf(details);
        }

        static Request of(Word word) {
            return new Request(word, List.of());
        }
    }

    /// What came back.
    ///
    /// @param pid the process that answered
    /// @param obstacle why it could not, if it could not
    /// @param result what came of it, where there is something to tell: one line
    public record Reply(long pid, Optional<String> obstacle, String result) {
        public static Reply done() {
            return done("");
        }

        public static Reply done(String result) {
            return new Reply(ProcessHandle.current().pid(), Optional.empty(), result);
        }

        public static Reply cannot(String why) {
            return new Reply(ProcessHandle.current().pid(), Optional.of(why), "");
        }
    }

    static String line(Request request) {
        var line = new StringBuilder(BEGIN).append(request.word().text());
        for (String detail : request.details()) {
            line.append(' ').append(URLEncoder.encode(detail, StandardCharsets.UTF_8));
        }
        return line.append('\n').toString();
    }

    static Optional<Request> request(String line) {
        if (!line.startsWith(BEGIN)) {
            return Optional.empty();
        }
        String[] parts = line.substring(BEGIN.length()).split(" ");
        try {
            List<String> details =
                    Arrays.stream(parts)
                            .skip(1)
                            .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
                            .toList();
            return Arrays.stream(Word.values())
                    .filter(word -> parts.length > 0 && word.text().equals(parts[0]))
                    .findFirst()
                    .map(word -> new Request(word, details));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // written by none of ours
        }
    }

    static String line(Reply reply) {
        String said =
                reply.obstacle()
                        .map(why -> CANNOT + " " + reply.pid() + " " + why)
                        .orElse(DONE + " " + reply.pid() + " " + reply.result());
        return said.strip().replace('\n', ' ') + "\n";
    }

    static Optional<Reply> reply(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[1].matches("\\d{1,10}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(parts[1]);
        String more = parts.length > 2 ? parts[2] : "";
        return switch (parts[0]) {
            case DONE -> Optional.of(new Reply(pid, Optional.empty(), more));
            case CANNOT -> Optional.of(new Reply(pid, Optional.of(more), ""));
            default -> Optional.empty();
        };
    }

    /// Where the nth Patchbay of these files listens; the first one at the path itself.
    static Path seat(Path first, int nth) {
        return nth == 1 ? first : first.resolveSibling(first.getFileName() + "-" + nth);
    }
}
