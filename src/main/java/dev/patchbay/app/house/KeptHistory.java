package dev.patchbay.app.house;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.CacheWatch;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryStore;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.settings.HistorySettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.masking.KnownSecrets;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// The history as the house keeps it, and what it takes from it when it starts.
final class KeptHistory implements AutoCloseable {
    private final AppPaths paths;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Journal journal;
    private final Optional<HistoryStore> store;

    /// @param voice only a program that serves has something to keep
    KeptHistory(
            AppPaths paths,
            Voice voice,
            HistorySettings settings,
            KnownSecrets known,
            InstantSource clock,
            ZoneId zone,
            Journal journal) {
        this.paths = paths;
        this.clock = clock;
        this.zone = zone;
        this.journal = journal;
        this.store =
                voice == Voice.QUIET
                        ? Optional.empty()
                        : Optional.of(
                                new HistoryStore(
                                        paths.historyFile(),
                                        paths.nativeFolder(),
                                        settings,
                                        clock,
                                        zone,
                                        journal,
                                        known));
        store.ifPresent(kept -> journal.listen(kept::hear));
    }

    /// Budgets go on where they were when the last program ended, however it did.
    void restore(Books books) {
        if (store.isEmpty()) {
            return;
        }
        var watch = new CacheWatch(clock, journal);
        try {
            store.get().settle();
            var past = PastDays.of(paths, LocalDate.ofInstant(clock.instant(), zone));
            books.restore(past.entries());
            watch.restore(past.sums());
        } catch (HistoryReader.Unreadable e) {
            journal.add(new Note.Fault("history", e.getMessage() + " Budgets begin at nothing."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.listen(watch::hear);
    }

    void follow(Settings settings) {
        store.ifPresent(kept -> kept.apply(settings.history()));
    }

    /// Where bodies go, if the user wants them kept.
    Recording recording(Settings settings) {
        return settings.history().keepBodies()
                ? store.map(HistoryStore::recording).orElse(Recording.NONE)
                : Recording.NONE;
    }

    KeptRequests requests() {
        return new KeptRequests(paths, store);
    }

    @Override
    public void close() {
        store.ifPresent(HistoryStore::close);
    }
}
