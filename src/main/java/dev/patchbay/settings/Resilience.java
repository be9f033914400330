package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;

/// What is done about a backend's failures.
///
/// @param retries how often a request is sent again whose connection broke before any byte of an
/// answer
/// @param retryAfterSeconds the longest wait asked for by a 429 that is waited out
/// @param failures failures in a row that open the circuit of a model; 0 never opens one
/// @param openSeconds how long an open circuit puts the model behind all others
/// @param keyRestSeconds how long a key rests that was refused (401) or has no credit left (402)
/// @param limitRestSeconds how long a key rests that is at its limit (429), if it is not said
/// @param stormRequests how often the same request may fail within `stormSeconds` before it is
/// answered without asking; 0 always asks
/// @param stormSeconds see `stormRequests`
public record Resilience(
        int retries,
        int retryAfterSeconds,
        int failures,
        int openSeconds,
        int keyRestSeconds,
        int limitRestSeconds,
        int stormRequests,
        int stormSeconds,
        AsWritten written) {

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    public static final Resilience DEFAULT =
            new Resilience(1, 5, 5, 30, 300, 30, 5, 10, AsWritten.NOTHING);

    public Duration open() {
        return Duration.ofSeconds(openSeconds);
    }

    public Duration keyRest() {
        return Duration.ofSeconds(keyRestSeconds);
    }

    public Duration limitRest() {
        return Duration.ofSeconds(limitRestSeconds);
    }

    public Duration storm() {
        return Duration.ofSeconds(stormSeconds);
    }

    public Resilience withRetries(int other) {
        return with(0, other);
    }

    public Resilience withRetryAfterSeconds(int other) {
        return with(1, other);
    }

    public Resilience withFailures(int other) {
        return with(2, other);
    }

    public Resilience withOpenSeconds(int other) {
        return with(3, other);
    }

    public Resilience withKeyRestSeconds(int other) {
        return with(4, other);
    }

    public Resilience withLimitRestSeconds(int other) {
        return with(5, other);
    }

    public Resilience withStormRequests(int other) {
        return with(6, other);
    }

    public Resilience withStormSeconds(int other) {
        return with(7, other);
    }

    private Resilience with(int nth, int other) {
        int[] all = {
            retries,
            retryAfterSeconds,
            failures,
            openSeconds,
            keyRestSeconds,
            limitRestSeconds,
            stormRequests,
            stormSeconds
        };
        all[nth] = other;
        return new Resilience(
                all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], written);
    }

    static Resilience read(Section in) {
        return new Resilience(
                in.number("retries", DEFAULT.retries, 0, 5),
                in.number("retryAfterSeconds", DEFAULT.retryAfterSeconds, 0, HOUR),
                in.number("failures", DEFAULT.failures, 0, 1_000),
                in.number("openSeconds", DEFAULT.openSeconds, 1, DAY),
                in.number("keyRestSeconds", DEFAULT.keyRestSeconds, 0, DAY),
                in.number("limitRestSeconds", DEFAULT.limitRestSeconds, 0, DAY),
                in.number("stormRequests", DEFAULT.stormRequests, 0, 100),
                in.number("stormSeconds", DEFAULT.stormSeconds, 1, HOUR),
                in.written());
    }

    ObjectNode json() {
        return written.overlaid(this, Resilience::read, Resilience::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("retries", retries)
                .put("retryAfterSeconds", retryAfterSeconds)
                .put("failures", failures)
                .put("openSeconds", openSeconds)
                .put("keyRestSeconds", keyRestSeconds)
                .put("limitRestSeconds", limitRestSeconds)
                .put("stormRequests", stormRequests)
                .put("stormSeconds", stormSeconds)
                .done();
    }
}
