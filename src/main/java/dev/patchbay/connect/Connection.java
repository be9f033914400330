package dev.patchbay.connect;

import java.time.Instant;
import java.util.List;

/// A client's file that we changed, and all that is needed to take that back.
public final class Connection {
    /// What there was before there was a document to change.
    sealed interface Origin {
        /// The document.
        record Document() implements Origin {}

        /// A file of nothing but these blanks.
        record Blank(String text) implements Origin {}

        /// No file.
        ///
        /// @param folder whether there was a folder for it
        record Nothing(boolean folder) implements Origin {}
    }

    private final Place place;
    private final Instant since;
    private final Origin origin;
    private final List<Change> changes;

    Connection(Place place, Instant since, Origin origin, List<Change> changes) {
        this.place = place;
        this.since = since;
        this.origin = origin;
        this.changes = List.copyOf(changes);
    }

    public Place place() {
        return place;
    }

    public Instant since() {
        return since;
    }

    Origin origin() {
        return origin;
    }

    List<Change> changes() {
        return changes;
    }
}
