package dev.patchbay.history;

import java.time.Duration;

/// How much the history may hold in memory and how long it lets things wait.
///
/// @param gather what is heard within this time is written together
/// @param rest after a fault, before the next try; doubled with each, up to 30 seconds
/// @param waiting exchanges that may wait to be written
/// @param body bytes kept of one body
/// @param bodies bytes of all bodies that are not yet written
/// @param pages how many pages the file may have; 0 for any number
record Limits(Duration gather, Duration rest, int waiting, int body, long bodies, int pages) {
    static final Limits USUAL =
            new Limits(Duration.ofMillis(40), Duration.ofSeconds(1), 10_000, 4 << 20, 64L << 20, 0);
}
