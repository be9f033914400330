package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Delta;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Usage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What is counted of one exchange while it passes.
final class Tally {
    private final long began = System.nanoTime();
    private final List<String> output = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private Usage usage = Usage.UNKNOWN;
    private long firstToken;
    private long letters;
    private int retries;
    private int fallbacks;

    void see(Event event) {
        switch (event) {
            case Event.BlockGrew(_, Delta delta) -> grow(delta);
            case Event.Metered(Usage soFar) -> usage = soFar;
            case Event.BlockOpened _ -> first();
            case Event.Started _,
                    Event.BlockClosed _,
                    Event.Passed _,
                    Event.Ended _,
                    Event.Failed _ -> {}
        }
    }

    private void grow(Delta delta) {
        first();
        switch (delta) {
            case Delta.Text(String text) -> put(text);
            case Delta.Thinking(String text) -> put(text);
            case Delta.ToolInput(String json) -> put(json);
            case Delta.Signature _, Delta.Unknown _ -> {}
        }
    }

    private void put(String text) {
        output.add(text);
        letters += text.length();
    }

    private void first() {
        if (firstToken == 0) {
            firstToken = System.nanoTime();
        }
    }

    /// Forgets what an attempt brought that is not told to the client.
    void restart() {
        output.clear();
        letters = 0;
        usage = Usage.UNKNOWN;
        firstToken = 0;
    }

    void drop(String what) {
        if (!dropped.contains(what)) {
            dropped.add(what);
        }
    }

    void retry() {
        retries++;
    }

    void fallBack() {
        fallbacks++;
    }

    void meter(Usage total) {
        usage = total;
    }

    Usage usage() {
        return usage;
    }

    /// All text that was produced, for an estimate where the backend counts nothing.
    String output() {
        return String.join("", output);
    }

    /// The length of all text that was produced.
    long letters() {
        return letters;
    }

    List<String> dropped() {
        return dropped;
    }

    int retries() {
        return retries;
    }

    int fallbacks() {
        return fallbacks;
    }

    OptionalInt firstTokenMillis() {
        return firstToken == 0 ? OptionalInt.empty() : OptionalInt.of(millis(firstToken - began));
    }

    int durationMillis() {
        return millis(System.nanoTime() - began);
    }

    private static int millis(long nanos) {
        return (int) (nanos / 1_000_000);
    }
}
