package dev.patchbay.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes secrets out of the clipboard again, a minute after they were copied or when the program
/// ends. What was copied by somebody else meanwhile stays, and so does what cannot be looked at.
public final class PassingSecrets implements AutoCloseable {
    static final Duration KEPT = Duration.ofSeconds(60);

    private final Clipboard clipboard;
    private final Later later;
    private Optional<String> ours = Optional.empty();
    private int copies;

    /// @param later on a thread on which the clipboard may be asked
    public PassingSecrets(Clipboard clipboard, Later later) {
        this.clipboard = clipboard;
        this.later = later;
    }

    /// This secret, or a text that holds one, was copied just now.
    public synchronized void copied(String text) {
        ours = Optional.of(text);
        int copy = ++copies;
        later.after(KEPT, () -> forget(copy));
    }

    /// A newer one has its own time.
    private synchronized void forget(int copy) {
        if (copy == copies) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        boolean there =
                ours.isPresent()
                        && clipboard
                                .text()
                                .map(PassingSecrets::lines)
                                .equals(ours.map(PassingSecrets::lines));
        ours = Optional.empty();
        if (there) {
            clipboard.clear();
        }
    }

    /// Clipboards end lines in their own way, and some end the last one.
    private static List<String> lines(String text) {
        return text.stripTrailing().lines().toList();
    }
}
