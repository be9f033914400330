package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.OptionalInt;

/// How long a backend may take.
///
/// @param connectSeconds until it is reached
/// @param firstByteSeconds until it begins to answer; unsaid, 120 for a stream and 600 otherwise
/// @param idleSeconds between two pieces of an answer
/// @param totalSeconds for the whole answer
public record Timeouts(
        int connectSeconds,
        OptionalInt firstByteSeconds,
        int idleSeconds,
        int totalSeconds,
        AsWritten written) {

    private static final int LONGEST = 7 * 24 * 3600;

    public static final Timeouts DEFAULT =
            new Timeouts(10, OptionalInt.empty(), 120, 1800, AsWritten.NOTHING);

    /// A model on this computer may have to be loaded before it says anything.
    public static final Timeouts LOCAL =
            new Timeouts(10, OptionalInt.of(600), 120, 1800, AsWritten.NOTHING);

    public Timeouts withConnectSeconds(int other) {
        return new Timeouts(other, firstByteSeconds, idleSeconds, totalSeconds, written);
    }

    public Timeouts withFirstByteSeconds(OptionalInt other) {
        return new Timeouts(connectSeconds, other, idleSeconds, totalSeconds, written);
    }

    public Timeouts withIdleSeconds(int other) {
        return new Timeouts(connectSeconds, firstByteSeconds, other, totalSeconds, written);
    }

    public Timeouts withTotalSeconds(int other) {
        return new Timeouts(connectSeconds, firstByteSeconds, idleSeconds, other, written);
    }

    public Duration connect() {
        return Duration.ofSeconds(connectSeconds);
    }

    public Duration firstByteOfStream() {
        return Duration.ofSeconds(firstByteSeconds.orElse(120));
    }

    public Duration firstByteOfWhole() {
        return Duration.ofSeconds(firstByteSeconds.orElse(600));
    }

    public Duration idle() {
        return Duration.ofSeconds(idleSeconds);
    }

    public Duration total() {
        return Duration.ofSeconds(totalSeconds);
    }

    static Timeouts read(Section in, Timeouts usual) {
        return new Timeouts(
                in.number("connectSeconds", usual.connectSeconds, 1, LONGEST),
                in.has("firstByteSeconds")
                        ? in.number("firstByteSeconds", 1, LONGEST)
                        : usual.firstByteSeconds,
                in.number("idleSeconds", usual.idleSeconds, 1, LONGEST),
                in.number("totalSeconds", usual.totalSeconds, 1, LONGEST),
                in.written());
    }

    ObjectNode json(Timeouts usual) {
        return written.overlaid(this, in -> read(in, usual), Timeouts::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("connectSeconds", connectSeconds)
                .put("firstByteSeconds", firstByteSeconds)
                .put("idleSeconds", idleSeconds)
                .put("totalSeconds", totalSeconds)
                .done();
    }
}
