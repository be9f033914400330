package dev.patchbay.backend;

import dev.patchbay.settings.Resilience;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// How a backend did lately, and what follows from it. Kept as long as its settings stay as they
/// are.
public final class Standing {
    public record Failure(Instant at, String model, String message) {}

    /// How the last request went.
    public enum Last {
        UNKNOWN,
        ANSWERED,
        FAILED
    }

    private final InstantSource clock;
    private final Circuits circuits;
    private final Storms storms;
    private volatile Last last = Last.UNKNOWN;
    private volatile Optional<Failure> failure = Optional.empty();

    Standing(Resilience settings, InstantSource clock) {
        this.clock = clock;
        this.circuits = new Circuits(settings, clock);
        this.storms = new Storms(settings, clock);
    }

    /// A request is about to ask a model. Followed by one of `answered`, `failed` and `left`.
    public Circuits.Pass enter(String model) {
        return circuits.enter(model);
    }

    /// It answered, if only to say what is wrong with the request; true if that closed its circuit.
    public boolean answered(String model) {
        last = Last.ANSWERED;
        return circuits.answered(model);
    }

    /// It failed; true if that opened its circuit.
    public boolean failed(String model, Circuits.Pass pass, String message) {
        last = Last.FAILED;
        failure = Optional.of(new Failure(clock.instant(), model, message));
        return circuits.failed(model, pass);
    }

    /// Nobody will know how it went.
    public void left(String model, Circuits.Pass pass) {
        circuits.left(model, pass);
    }

    public Storms storms() {
        return storms;
    }

    public List<Circuits.Open> openCircuits() {
        return circuits.open();
    }

    public Last last() {
        return last;
    }

    public Optional<Failure> lastFailure() {
        return failure;
    }

    /// Forgets all that went wrong; answers the circuits that were open.
    public List<Circuits.Open> reset() {
        storms.reset();
        last = Last.UNKNOWN;
        failure = Optional.empty();
        return circuits.reset();
    }
}
