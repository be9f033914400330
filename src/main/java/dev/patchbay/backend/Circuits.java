package dev.patchbay.backend;

import dev.patchbay.settings.Resilience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The circuits of a backend's models, shared by all I/O threads:
///
/// ```
///          enough failures in a row          its time is over
///   closed ──────────────────────▶ open ───────────────────────▶ on trial
///     ▲                             ▲                                │
///     │                             └──── the trial failed ──────────┤
///     └──────── an answer, from whatever request ────────────────────┘
/// ```
///
/// A circuit stops nobody: it says whether others should be asked first. A trial that nobody hears
/// of any more is over after the same time. Only models with a failure to remember are kept.
public final class Circuits {
    /// How a request passes a circuit.
    public enum Pass {
        /// Nothing speaks against asking.
        FREE,
        /// Nothing but this request will show whether it is well again.
        TRIAL,
        /// Others should be asked first.
        SHUT
    }

    /// A circuit that is not closed, as people see it.
    ///
    /// @param left until it is tried again; nothing while it is
    public record Open(String model, int failures, Duration left) {}

    /// Names of models come from clients: what is remembered of them must not grow without end.
    private static final int MOST = 1_000;

    /// What is remembered of a model.
    ///
    /// @param failures in a row
    /// @param shutUntil the beginning of time while it is closed
    /// @param trial whether a request is on its way to see
    private record Row(int failures, Instant shutUntil, boolean trial) {
        static final Row NONE = new Row(0, Instant.MIN, false);

        boolean closed() {
            return shutUntil.equals(Instant.MIN);
        }
    }

    private final Resilience settings;
    private final InstantSource clock;
    private final Map<String, Row> troubled = new HashMap<>();

    Circuits(Resilience settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// Passes the circuit of a model. Every pass is followed by `answered`, `failed` or `left`.
    public synchronized Pass enter(String model) {
        Row row = troubled.get(model);
        if (row == null || row.closed()) {
            return Pass.FREE;
        }
        if (isShut(row)) {
            return Pass.SHUT;
        }
        troubled.put(model, new Row(row.failures, later(), true));
        return Pass.TRIAL;
    }

    /// The model answered as it should; true if that closed its circuit.
    public synchronized boolean answered(String model) {
        Row row = troubled.remove(model);
        return row != null && !row.closed();
    }

    /// The model failed; true if that opened its circuit.
    public synchronized boolean failed(String model, Pass pass) {
        Row before = troubled.getOrDefault(model, Row.NONE);
        if (settings.failures() == 0 || before.equals(Row.NONE) && isFull()) {
            return false;
        }
        int failures = before.failures + 1;
        boolean opens = before.closed() && failures >= settings.failures();
        troubled.put(
                model,
                opens || pass == Pass.TRIAL
                        ? new Row(failures, later(), false)
                        : new Row(failures, before.shutUntil, before.trial));
        return opens;
    }

    /// Nobody will know how it went: another request may be the trial.
    public synchronized void left(String model, Pass pass) {
        Row row = troubled.get(model);
        if (row != null && row.trial && pass == Pass.TRIAL) {
            troubled.put(model, new Row(row.failures, clock.instant(), false));
        }
    }

    /// The circuits that are not closed, the next to be tried first.
    public synchronized List<Open> open() {
        var open = new ArrayList<Open>();
        troubled.forEach(
                (model, row) -> {
                    if (!row.closed()) {
                        boolean waits = !row.trial && isShut(row);
                        open.add(new Open(model, row.failures, waits ? left(row) : Duration.ZERO));
                    }
                });
        open.sort(Comparator.comparing(Open::left).thenComparing(Open::model));
        return open;
    }

    /// Closes all; answers which were open.
    synchronized List<Open> reset() {
        List<Open> open = open();
        troubled.clear();
        return open;
    }

    synchronized int size() {
        return troubled.size();
    }

    // A clock that was set back must not keep a circuit open for longer than it was meant to be.
    private boolean isShut(Row row) {
        return left(row).isPositive() && left(row).compareTo(settings.open()) <= 0;
    }

    private Duration left(Row row) {
        return Duration.between(clock.instant(), row.shutUntil);
    }

    private Instant later() {
        return clock.instant().plus(settings.open());
    }

    private boolean isFull() {
        if (troubled.size() >= MOST) {
            troubled.values().removeIf(row -> row.closed() || !isShut(row));
        }
        return troubled.size() >= MOST;
    }
}
