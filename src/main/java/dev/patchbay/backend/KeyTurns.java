package dev.patchbay.backend;

import dev.patchbay.settings.Rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Whose turn it is among the keys of one backend. A key that was refused rests for a while; that
/// only moves it to the end: when no other is left, it is tried. Shared by all I/O threads.
final class KeyTurns {
    private static final List<Integer> ONLY = List.of(0);

    private record Rest(Instant until, String reason) {
        static final Rest NONE = new Rest(Instant.MIN, "");
    }

    private final int count;
    private final Rotation rotation;
    private final InstantSource clock;
    private final Consumer<RestingKey> news;
    private final Rest[] rests;
    private int next;

    /// @param news told of a key that begins to rest
    KeyTurns(int count, Rotation rotation, InstantSource clock, Consumer<RestingKey> news) {
        this.count = count;
        this.rotation = rotation;
        this.clock = clock;
        this.news = news;
        this.rests = new Rest[count];
        wake();
    }

    /// The keys in the order in which a request tries them, counted from 0.
    synchronized List<Integer> order() {
        if (count == 1) {
            return ONLY;
        }
        Instant now = clock.instant();
        List<Integer> awake = new ArrayList<>(count);
        List<Integer> resting = new ArrayList<>();
        IntStream.range(0, count)
                .map(step -> (next + step) % count)
                .forEach(key -> (rests(key, now) ? resting : awake).add(key));
        resting.sort(Comparator.comparing(key -> rests[key].until));
        awake.addAll(resting);
        next =
                switch (rotation) {
                    case STICKY -> awake.getFirst();
                    case ROUND_ROBIN -> (awake.getFirst() + 1) % count;
                };
        return awake;
    }

    void rest(int key, Duration length, String reason) {
        boolean fresh;
        synchronized (this) {
            Instant now = clock.instant();
            fresh = length.isPositive() && !rests(key, now);
            rests[key] = new Rest(now.plus(length), reason);
        }
        if (fresh) {
            news.accept(new RestingKey(key + 1, count, length, reason));
        }
    }

    /// The key was taken: whatever it rested for is over.
    synchronized void wake(int key) {
        rests[key] = Rest.NONE;
    }

    synchronized void wake() {
        Arrays.fill(rests, Rest.NONE);
    }

    synchronized List<RestingKey> resting() {
        Instant now = clock.instant();
        return IntStream.range(0, count)
                .filter(key -> rests(key, now))
                .mapToObj(key -> resting(key, now))
                .toList();
    }

    private RestingKey resting(int key, Instant now) {
        return new RestingKey(
                key + 1, count, Duration.between(now, rests[key].until), rests[key].reason);
    }

    int count() {
        return count;
    }

    private boolean rests(int key, Instant now) {
        return rests[key].until.isAfter(now);
    }
}
