package dev.patchbay.ledger;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// The last minutes by the second, on a clock that only goes forward: what people do to the wall
/// clock does not move it.
final class Recent {
    static final int SECONDS = 300;

    private record Slot(long at, Second second) {}

    private final LongSupplier nanos;
    private final AtomicReferenceArray<Slot> ring = new AtomicReferenceArray<>(SECONDS);

    Recent(LongSupplier nanos) {
        this.nanos = nanos;
        for (int i = 0; i < SECONDS; i++) {
            ring.set(i, new Slot(Long.MIN_VALUE, Second.NOTHING));
        }
    }

    void add(Second more) {
        long now = now();
        ring.updateAndGet(
                place(now),
                slot ->
                        slot.at == now
                                ? new Slot(now, slot.second.plus(more))
                                : new Slot(now, more));
    }

    /// Every second up to this one, which is the last and still going on.
    List<Second> series() {
        long now = now();
        return LongStream.rangeClosed(now - SECONDS + 1, now).mapToObj(this::at).toList();
    }

    private Second at(long second) {
        Slot slot = ring.get(place(second));
        return slot.at == second ? slot.second : Second.NOTHING;
    }

    private static int place(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    private long now() {
        return Math.floorDiv(nanos.getAsLong(), TimeUnit.SECONDS.toNanos(1));
    }
}
