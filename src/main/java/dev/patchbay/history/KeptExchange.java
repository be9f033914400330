package dev.patchbay.history;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One exchange as the history knows it: what was asked, where it went, and how it ended.
///
/// @param key its place in the order of time: when it began, in microseconds, counted up where two
///     began together; 0 before it has one
/// @param end absent while it is under way
/// @param replayOf the exchange that was sent again
public record KeptExchange(
        long key,
        String id,
        Instant startedAt,
        Asker asker,
        Way way,
        Optional<End> end,
        Usage usage,
        Cost cost,
        Optional<String> replayOf) {

    /// Who asked for what.
    ///
    /// @param front the door it came in by; absent where the beginning was lost
    /// @param bytes the size of the request's body
    public record Asker(
            Optional<String> front,
            Optional<String> client,
            Optional<String> clientRun,
            Optional<String> profile,
            String asked,
            boolean stream,
            OptionalLong bytes) {}

    /// Where it went; with several targets, to the last one.
    public record Way(
            Optional<String> alias,
            Optional<String> backend,
            Optional<String> model,
            Optional<String> lane,
            Optional<String> reason) {
        static final Way NONE =
                new Way(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
    }

    /// How it ended.
    ///
    /// @param at absent where Patchbay did not live to see it
    /// @param outcome `ok`, `failed`, `cancelled`, `refused` or `interrupted`
    public record End(
            Optional<Instant> at,
            OptionalInt status,
            String outcome,
            OptionalInt firstTokenMillis,
            OptionalInt durationMillis,
            int retries,
            int fallbacks,
            List<String> dropped,
            Optional<String> error) {

        static final String OK = "ok";
        static final String CANCELLED = "cancelled";
        static final String INTERRUPTED = "interrupted";

        public End {
            dropped = List.copyOf(dropped);
        }
    }

    static KeptExchange begun(Note.ExchangeStarted note, Instant at) {
        return new KeptExchange(
                0,
                note.id(),
                at,
                new Asker(
                        Optional.of(note.front()),
                        Optional.of(note.client()),
                        note.clientRun(),
                        note.profile(),
                        note.asked(),
                        note.stream(),
                        OptionalLong.of(note.bytes())),
                Way.NONE,
                Optional.empty(),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                note.replayOf());
    }

    /// One of which only the end was heard.
    static KeptExchange endless(Note.ExchangeEnded note, Instant at) {
        return new KeptExchange(
                0,
                note.id(),
                at.minusMillis(note.durationMillis()),
                new Asker(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        note.profile(),
                        note.asked(),
                        note.stream(),
                        OptionalLong.empty()),
                Way.NONE,
                Optional.empty(),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                note.replayOf());
    }

    KeptExchange at(long place) {
        return new KeptExchange(place, id, startedAt, asker, way, end, usage, cost, replayOf);
    }

    KeptExchange routed(Note.Routed note) {
        var taken =
                new Way(
                        note.alias(),
                        Optional.of(note.backend()),
                        Optional.of(note.model()),
                        Optional.of(note.lane()),
                        Optional.of(note.reason()));
        return new KeptExchange(key, id, startedAt, asker, taken, end, usage, cost, replayOf);
    }

    KeptExchange ended(Note.ExchangeEnded note, Instant at) {
        var over =
                new End(
                        Optional.of(at),
                        OptionalInt.of(note.status()),
                        note.outcome(),
                        note.firstTokenMillis(),
                        OptionalInt.of(note.durationMillis()),
                        note.retries(),
                        note.fallbacks(),
                        note.dropped(),
                        note.error());
        var taken = new Way(note.alias(), note.backend(), note.model(), way.lane(), way.reason());
        return new KeptExchange(
                key,
                id,
                startedAt,
                asker,
                taken,
                Optional.of(over),
                note.usage(),
                note.cost(),
                replayOf);
    }

    /// The same, cut off by the end of the program.
    KeptExchange interrupted() {
        var over =
                new End(
                        Optional.empty(),
                        OptionalInt.empty(),
                        End.INTERRUPTED,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        0,
                        0,
                        List.of(),
                        Optional.empty());
        return new KeptExchange(
                key, id, startedAt, asker, way, Optional.of(over), usage, cost, replayOf);
    }
}
