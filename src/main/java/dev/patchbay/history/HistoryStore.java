package dev.patchbay.history;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.masking.KnownSecrets;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps what the journal tells of exchanges. Whoever adds a note only puts it into a queue; a
/// thread of the history's own writes it, so that no disk can slow or stop a request. A row is
/// there when an exchange begins and complete when it has ended, both within 200 ms.
public final class HistoryStore implements AutoCloseable {
    private static final int QUEUE = 1 << 16;
    private static final long FAREWELL_MILLIS = 10_000;

    private final InstantSource clock;
    private final BlockingQueue<Heard> queue = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicLong lost = new AtomicLong();
    private final BodyKeeper bodies;
    private final Scribe scribe;
    private final Thread thread;
    private volatile HistorySettings settings;

    /// @param nativeFolder a folder for SQLite's native part, for its owner alone
    /// @param zone whose days are summed up
    /// @param known what no body may hold that is kept
    public HistoryStore(
            Path file,
            Path nativeFolder,
            HistorySettings settings,
            InstantSource clock,
            ZoneId zone,
            Journal journal,
            KnownSecrets known) {
        this(
                new Place(file, nativeFolder, zone, Schema.SHIPPED, Limits.USUAL),
                settings,
                clock,
                journal,
                known);
    }

    HistoryStore(
            Place place,
            HistorySettings settings,
            InstantSource clock,
            Journal journal,
            KnownSecrets known) {
        this.settings = settings;
        this.clock = clock;
        Limits limits = place.limits();
        bodies = new BodyKeeper(limits.body(), limits.bodies());
        var pending = new Pending(limits.waiting(), bodies, known, lost);
        var desk = new Desk(place, () -> this.settings, clock, journal, pending);
        scribe = new Scribe(queue, pending, desk, limits);
        thread = Thread.ofPlatform().name("history").daemon().start(scribe);
    }

    /// Hears the journal. Never blocks.
    public void hear(Note note) {
        switch (note) {
            case Note.ExchangeStarted started ->
                    queue.offer(new Heard.Began(started, clock.instant()));
            case Note.Routed routed -> queue.offer(new Heard.Went(routed));
            case Note.ExchangeEnded ended -> {
                List<KeptBody> kept = bodies.take(ended.id());
                if (!queue.offer(new Heard.Ended(ended, clock.instant(), kept))) {
                    lost.incrementAndGet();
                    bodies.release(kept);
                }
            }
            default -> {} // nothing of one exchange's life
        }
    }

    /// Takes bodies; to be wired only while the user keeps them.
    public Recording recording() {
        return bodies;
    }

    public void apply(HistorySettings other) {
        settings = other;
    }

    public Health health() {
        return scribe.health();
    }

    /// Waits until what was heard so far is written, or cannot be.
    public Health settle() throws InterruptedException {
        var answer = new CompletableFuture<Health>();
        queue.put(new Heard.Asked(answer));
        return answer.join();
    }

    /// Writes what was heard, as far as that is possible.
    @Override
    public void close() {
        scribe.close();
        queue.offer(new Heard.Asked(new CompletableFuture<>()));
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
