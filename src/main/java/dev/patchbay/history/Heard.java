package dev.patchbay.history;

import dev.patchbay.journal.Note;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the history's thread is told.
sealed interface Heard {
    record Began(Note.ExchangeStarted note, Instant at) implements Heard {}

    record Went(Note.Routed note) implements Heard {}

    record Ended(Note.ExchangeEnded note, Instant at, List<KeptBody> bodies) implements Heard {}

    /// Somebody waits until what was heard before this is written, or cannot be.
    record Asked(CompletableFuture<Health> answer) implements Heard {}
}
