package dev.patchbay.connect;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// A change to a client's file, worked out and not yet made.
public final class Plan {
    private final Place place;
    private final Optional<byte[]> before;
    private final Optional<byte[]> after;
    private final @Nullable Connection next;
    private final Diff diff;
    private final List<String> left;

    Plan(
            Place place,
            Optional<byte[]> before,
            Optional<byte[]> after,
            @Nullable Connection next,
            Diff diff,
            List<String> left) {
        this.place = place;
        this.before = before;
        this.after = after;
        this.next = next;
        this.diff = diff;
        this.left = List.copyOf(left);
    }

    public Place place() {
        return place;
    }

    /// What becomes of the file; empty if it is as it should be.
    public Diff diff() {
        return diff;
    }

    /// Whether the file is made by this.
    public boolean makesFile() {
        return before.isEmpty() && after.isPresent();
    }

    /// Whether the file goes away by this: we made it, and nothing else is in it.
    public boolean removesFile() {
        return before.isPresent() && after.isEmpty();
    }

    /// The keys that were ours, were changed by somebody since, and so stay.
    public List<String> left() {
        return left;
    }

    Optional<byte[]> before() {
        return before;
    }

    Optional<byte[]> after() {
        return after;
    }

    /// What is to be remembered afterwards; empty for a file that is not connected any more.
    Optional<Connection> next() {
        return Optional.ofNullable(next);
    }
}
