package dev.patchbay.gui.monitor.logs;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Tail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Notes of a day that never was.
final class SampleLog {
    private static final Instant BEGAN = Instant.parse("2031-05-14T15:03:20.070Z");

    private SampleLog() {}

    /// A tail whose clock goes on a little with every note.
    static Tail tail(int notes) {
        long[] millis = {0};
        var tail = new Tail(() -> BEGAN.plusMillis(millis[0] += 217), 10_000);
        tell(tail, notes);
        return tail;
    }

    static void tell(Tail tail, int notes) {
        for (int i = 0; i < notes; i++) {
            tail.hear(note(i));
        }
    }

    static Note note(int number) {
        String id = "req_sample%04d".formatted(number / 4);
        return switch (number % 23) {
            case 5 -> new Note.Retried(id, "lighthouse", "The backend answered 529.");
            case 11 ->
                    new Note.FellBack(
                            id,
                            "lighthouse/moth-7b",
                            "workshop/lantern-coder",
                            "The backend answered 503.");
            case 17 -> new Note.Fault("prices", "The price file cannot be read.");
            case 20 -> new Note.DoorOpened("http://127.0.0.1:5225", true);
            default -> ofLife(number, id);
        };
    }

    private static Note ofLife(int number, String id) {
        return switch (number % 3) {
            case 0 ->
                    new Note.ExchangeStarted(
                            id,
                            "anthropic",
                            "sample-client",
                            Optional.empty(),
                            Optional.empty(),
                            "sonnet",
                            true,
                            2_048,
                            Optional.empty());
            case 1 ->
                    new Note.Routed(
                            id,
                            "sonnet",
                            Optional.of("sonnet"),
                            "harbour",
                            "paper-crane-large",
                            "relay",
                            "exact alias");
            default -> ended(number, id);
        };
    }

    private static Note ended(int number, String id) {
        return new Note.ExchangeEnded(
                id,
                200,
                "ok",
                "sonnet",
                Optional.of("sonnet"),
                Optional.empty(),
                Optional.of("harbour"),
                Optional.of("paper-crane-large"),
                true,
                Usage.of(3_726 + number % 700, 533),
                new Cost(OptionalLong.of(21_400_000L), Optional.empty()),
                OptionalInt.of(412),
                2_943,
                0,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
