package dev.patchbay.proxy;

import dev.patchbay.backend.Circuits;
import dev.patchbay.backend.RestingKey;
import dev.patchbay.backend.Service;
import dev.patchbay.backend.Standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a backend does, for people.
///
/// @param backend its id
/// @param circuits models that others are asked before, the next to be tried first
/// @param keys keys that others are shown before
/// @param storms requests that are not passed on, because they failed over and over
/// @param lastFailure the last that speaks against it, however long ago
public record Health(
        String backend,
        String name,
        State state,
        List<OpenCircuit> circuits,
        List<Key> keys,
        int storms,
        Optional<Failure> lastFailure) {
    public enum State {
        /// Nothing was asked since Patchbay runs, or since it was reset.
        UNKNOWN,
        WELL,
        /// The last request failed, a circuit is open, or a key rests.
        TROUBLED,
        /// The last request failed, and there is an open circuit or no key that does not rest.
        DOWN
    }

    /// @param failures in a row
    /// @param left until the model is tried again; nothing when that is due or under way
    public record OpenCircuit(String model, int failures, Duration left) {}

    /// @param position which of the backend's keys, counted from 1; never the key itself
    /// @param left how much longer it rests
    public record Key(int position, int keys, Duration left, String reason) {}

    public record Failure(Instant at, String model, String message) {}

    public Health {
        circuits = List.copyOf(circuits);
        keys = List.copyOf(keys);
    }

    static Health of(Service service) {
        Standing standing = service.standing();
        List<Circuits.Open> open = standing.openCircuits();
        List<RestingKey> resting = service.backend().resting();
        return new Health(
                service.settings().id(),
                service.name(),
                state(standing.last(), open, resting),
                open.stream()
                        .map(each -> new OpenCircuit(each.model(), each.failures(), each.left()))
                        .toList(),
                resting.stream()
                        .map(
                                each ->
                                        new Key(
                                                each.position(),
                                                each.keys(),
                                                each.left(),
                                                each.reason()))
                        .toList(),
                standing.storms().count(),
                standing.lastFailure()
                        .map(each -> new Failure(each.at(), each.model(), each.message())));
    }

    private static State state(
            Standing.Last last, List<Circuits.Open> open, List<RestingKey> resting) {
        boolean allRest = !resting.isEmpty() && resting.size() == resting.getFirst().keys();
        boolean failed = last == Standing.Last.FAILED;
        if (failed && (allRest || !open.isEmpty())) {
            return State.DOWN;
        }
        if (failed || !open.isEmpty() || !resting.isEmpty()) {
            return State.TROUBLED;
        }
        return last == Standing.Last.UNKNOWN ? State.UNKNOWN : State.WELL;
    }
}
