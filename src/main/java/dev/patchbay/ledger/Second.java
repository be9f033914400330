package dev.patchbay.ledger;

/// What one second brought. While an answer comes, its output is a guess by its length; when the
/// backend tells the count, the last second makes up the difference, so that the sum is true and
/// the last second may be below 0.
///
/// @param requests that ended in it
public record Second(long requests, long input, long output, long nanoUsd) {
    static final Second NOTHING = new Second(0, 0, 0, 0);

    Second plus(Second other) {
        return new Second(
                requests + other.requests,
                input + other.input,
                output + other.output,
                nanoUsd + other.nanoUsd);
    }
}
