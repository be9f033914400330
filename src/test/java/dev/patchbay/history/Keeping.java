package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording.Side;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.masking.KnownSecrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A history in a folder of the test, with the journal that it hears and a clock that the test
/// moves.
final class Keeping implements AutoCloseable {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// Like the usual ones, but tries again at once.
    static final Limits QUICK =
            new Limits(Duration.ofMillis(1), Duration.ofMillis(5), 1_000, 64 << 10, 1 << 20, 0);

    final Path file;
    final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
    final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    final KnownSecrets known = new KnownSecrets();
    final HistoryStore store;

    Keeping(Path folder) {
        this(folder, QUICK, HistorySettings.DEFAULT);
    }

    Keeping(Path folder, Limits limits, HistorySettings settings) {
        this(folder.resolve("history.db"), Schema.SHIPPED, limits, settings);
    }

    Keeping(Path file, Schema schema, Limits limits, HistorySettings settings) {
        this.file = file;
        var journal = new Journal();
        journal.listen(notes::add);
        var place = new Place(file, nativeFolder(), BERLIN, schema, limits);
        store = new HistoryStore(place, settings, clock, journal, known);
    }

    /// One for all tests: unpacked once.
    static Path nativeFolder() {
        return Path.of("target", "native").toAbsolutePath();
    }

    void begin(Told told) {
        store.hear(told.started());
        store.hear(told.routed());
    }

    void end(Told told) {
        store.hear(told.ended());
    }

    /// Tells all of it.
    void keep(Told told) {
        begin(told);
        end(told);
    }

    void body(Told told, Side side, String text) {
        store.recording()
                .record(told.id(), side, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Waits until all that was told is written, or cannot be.
    Health settle() throws InterruptedException {
        return store.settle();
    }

    /// The same where it must be written.
    void settled() throws InterruptedException {
        Health health = settle();
        assertFalse(health.waiting() > 0 || health.lost() > 0, health::toString);
    }

    HistoryReader reader() throws HistoryReader.Unreadable {
        return HistoryReader.open(file, nativeFolder()).orElseThrow();
    }

    /// All exchanges in the file, newest first.
    List<KeptExchange> all() throws HistoryReader.Unreadable {
        return found(Filter.ALL);
    }

    List<KeptExchange> found(Filter filter) throws HistoryReader.Unreadable {
        try (var reader = reader()) {
            return reader.page(filter, 10_000).exchanges();
        }
    }

    List<String> ids(Filter filter) throws HistoryReader.Unreadable {
        return found(filter).stream().map(KeptExchange::id).toList();
    }

    /// Waits for a note of this kind.
    <N extends Note> N await(Class<N> kind) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Note note;
        do {
            note = notes.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (note != null && !kind.isInstance(note));
        if (note == null) {
            throw new AssertionError("no " + kind.getSimpleName() + " was noted in time");
        }
        return kind.cast(note);
    }

    /// Waits until the history is like this.
    Health await(Predicate<Health> wanted) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        Health health = settle();
        while (!wanted.test(health)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it stays " + health);
            }
            health = settle();
        }
        return health;
    }

    @Override
    public void close() {
        store.close();
    }
}
