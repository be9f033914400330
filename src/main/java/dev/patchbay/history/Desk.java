package dev.patchbay.history;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.settings.HistorySettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// The history's file through all that can befall it. Used by one thread.
///
/// ```
///            opened                cannot be written
///   Shut ─────────────▶ Open ─────────────────────────▶ Shut, tried again after a rest
///     │                   │
///     │ a newer version   │ cannot be read: moved aside, and a new one opened at once
///     ▼                   ▼
///    Off                 Shut
/// ```
final class Desk implements AutoCloseable {
    private sealed interface State {
        /// @param until when it is tried again, on the clock of `System.nanoTime`
        /// @param rest how long that is after the fault; nothing before the first one
        record Shut(long until, Duration rest, String reason) implements State {
            static Shut fresh() {
                return new Shut(System.nanoTime(), Duration.ZERO, "");
            }

            boolean afterFault() {
                return !rest.isZero();
            }
        }

        /// @param after what is behind it; after a fault only a write proves that it is over
        record Open(HistoryFile file, Shut after) implements State {}

        record Off(String reason) implements State {}
    }

    private static final String MOVED = "Its file had to be moved aside.";
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

    private final Place place;
    private final Supplier<HistorySettings> settings;
    private final InstantSource clock;
    private final Journal journal;
    private final Pending pending;

    private State state = State.Shut.fresh();
    private @Nullable DeadRuns runs;
    private long checkAt = System.nanoTime();
    private long lostTold;

    Desk(
            Place place,
            Supplier<HistorySettings> settings,
            InstantSource clock,
            Journal journal,
            Pending pending) {
        this.place = place;
        this.settings = settings;
        this.clock = clock;
        this.journal = journal;
        this.pending = pending;
    }

    /// Writes what is pending and tidies up a little, as far as that is possible now.
    void keep() {
        attempt();
        if (state instanceof State.Shut shut && !shut.afterFault()) {
            attempt(); // with a new file, in the place of one that was moved or is gone
        }
        if (state instanceof State.Off) {
            pending.drop();
        }
    }

    private void attempt() {
        if (state instanceof State.Shut shut && System.nanoTime() >= shut.until()) {
            open(shut);
        }
        if (state instanceof State.Open open) {
            write(open);
        }
    }

    /// How many nanoseconds nothing needs to be done if nothing is heard.
    long patience() {
        long until =
                switch (state) {
                    case State.Shut(long when, _, _) -> when;
                    case State.Open _ -> checkAt;
                    case State.Off _ -> System.nanoTime() + BETWEEN_CHECKS.toNanos();
                };
        return Math.max(0, until - System.nanoTime());
    }

    Health health() {
        return switch (state) {
            case State.Shut shut -> health(shut);
            case State.Open(_, State.Shut before) -> health(before);
            case State.Off(String reason) -> health(Health.State.OFF, Optional.of(reason));
        };
    }

    private Health health(State.Shut shut) {
        return shut.afterFault()
                ? health(Health.State.PAUSED, Optional.of(shut.reason()))
                : health(Health.State.KEEPING, Optional.empty());
    }

    private Health health(Health.State how, Optional<String> reason) {
        return new Health(how, reason, pending.waiting(), pending.lost());
    }

    // ------------------------------------------------------------------ opening

    private void open(State.Shut shut) {
        try {
            NativeLibrary.unpackInto(place.nativeFolder(), clock.instant());
            HistoryFile file =
                    HistoryFile.open(
                            place.file(), place.schema(), place.zone(), place.limits().pages());
            state = new State.Open(file, shut);
            endDeadRuns(file);
        } catch (Schema.Newer e) {
            state = new State.Off(e.message());
            fault(e.message(), "It is not touched; nothing is kept.");
        } catch (SQLException e) {
            fail(e, shut);
        } catch (IOException e) {
            pause(Reasons.of(e), shut);
        }
    }

    private void endDeadRuns(HistoryFile file) throws IOException, SQLException {
        if (runs == null) {
            var others = new DeadRuns(place.lockFile());
            file.endDeadRuns(others);
            runs = others;
        }
    }

    // ------------------------------------------------------------------ writing

    private void write(State.Open open) {
        HistoryFile file = open.file();
        try {
            if (!file.isInPlace()) {
                beginAnew(file);
                return;
            }
            boolean proves = pending.waiting() > 0;
            pending.written(file.write(pending.changes()));
            if (proves) {
                proved(open);
            }
            tellLost();
            if (System.nanoTime() >= checkAt) {
                tidy(file);
            }
        } catch (SQLException e) {
            fail(e, open.after());
        }
    }

    private void proved(State.Open open) {
        state = new State.Open(open.file(), State.Shut.fresh());
        if (open.after().afterFault()) {
            journal.add(new Note.HistoryResumed());
        }
    }

    private void tidy(HistoryFile file) throws SQLException {
        HistorySettings wanted = settings.get();
        boolean more = file.tidy(clock.instant(), wanted.days(), (long) wanted.megabytes() << 20);
        checkAt = System.nanoTime() + (more ? 0 : BETWEEN_CHECKS.toNanos());
    }

    private void beginAnew(HistoryFile file) {
        file.close();
        pending.rewrite();
        state = State.Shut.fresh();
        fault("Its file was removed or replaced.", "A new one is begun.");
    }

    // ------------------------------------------------------------------ faults

    private void fail(SQLException e, State.Shut before) {
        if (state instanceof State.Open open) {
            open.file().close();
        }
        // When a new file cannot be read either, moving them all aside would not end.
        if (HistoryFile.isUnreadable(e) && !before.reason().equals(MOVED)) {
            moveAside(before);
        } else {
            pause(Reasons.of(e), before);
        }
    }

    private void moveAside(State.Shut before) {
        try {
            Path aside = HistoryFile.moveAside(place.file(), clock.instant());
            pending.rewrite();
            state = new State.Shut(System.nanoTime(), Duration.ZERO, MOVED);
            fault(
                    "Its file cannot be read.",
                    "It was moved to %s, and a new one is begun.".formatted(aside.getFileName()));
        } catch (IOException e) {
            pause("Its file cannot be read, and not be moved: " + Reasons.of(e), before);
        }
    }

    private void pause(String reason, State.Shut before) {
        Duration rest = before.afterFault() ? before.rest().multipliedBy(2) : place.limits().rest();
        if (rest.compareTo(LONGEST_REST) > 0) {
            rest = LONGEST_REST;
        }
        state = new State.Shut(System.nanoTime() + rest.toNanos(), rest, reason);
        if (!before.reason().equals(reason)) {
            journal.add(new Note.HistoryPaused(reason));
        }
    }

    private void fault(String problem, String consequence) {
        journal.add(
                new Note.HistoryFault(place.file().getFileName() + ": " + problem, consequence));
    }

    private void tellLost() {
        long more = pending.lost() - lostTold;
        if (more > 0) {
            lostTold += more;
            journal.add(new Note.HistoryLost(more));
        }
    }

    /// Gives up for this run.
    void giveUp(RuntimeException e) {
        if (state instanceof State.Open open) {
            open.file().close();
        }
        state = new State.Off(e.toString());
        fault("Something went wrong that should not: " + e, "Nothing more is kept in this run.");
    }

    /// Tries a last time, and lets go of everything.
    @Override
    public void close() {
        if (state instanceof State.Shut(_, Duration rest, String reason)) {
            state = new State.Shut(System.nanoTime(), rest, reason);
        }
        keep();
        pending.drop();
        tellLost();
        if (state instanceof State.Open open) {
            open.file().close();
        }
        try {
            if (runs != null) {
                runs.close();
            }
        } catch (IOException e) {
            fault("Its lock could not be given back: " + Reasons.of(e), "");
        }
    }
}
