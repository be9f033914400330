package dev.patchbay.app.house;

import com.sun.management.HotSpotDiagnosticMXBean;

import dev.patchbay.journal.Note;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Lets the heap keep room while there is work, and give most of it back when there is none.
///
/// The JVM has one number for both: how much of the heap may be free after a collection. With a
/// small one a heap under load is cut down to what lives, again and again, and collected all the
/// time; with a large one a program at rest holds twice the memory that it needs.
final class HeapRoom {
    static final int PERCENT_AT_WORK = 70;

    /// As `jvm.options` has it from the start.
    static final int PERCENT_AT_REST = 40;

    /// Rest begins before the collection that follows a minute without work.
    static final Duration REST = Duration.ofSeconds(30);

    /// Does something later, on a thread that may be kept waiting.
    @FunctionalInterface
    interface Later {
        void run(Runnable what, Duration after);
    }

    private final IntConsumer mostFree;
    private final Later later;
    private final LongSupplier nanos;
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile long last;

    /// @param mostFree is told how many percent of the heap may be free
    HeapRoom(IntConsumer mostFree, Later later, LongSupplier nanos) {
        this.mostFree = mostFree;
        this.later = later;
        this.nanos = nanos;
    }

    static HeapRoom ofThisProgram() {
        return new HeapRoom(HeapRoom::tellJvm, HeapRoom::runLater, System::nanoTime);
    }

    /// Hears the journal.
    void hear(Note note) {
        if (note instanceof Note.ExchangeStarted || note instanceof Note.ExchangeEnded) {
            last = nanos.getAsLong();
            if (working.compareAndSet(false, true)) {
                later.run(() -> mostFree.accept(PERCENT_AT_WORK), Duration.ZERO);
                later.run(this::look, REST);
            }
        }
    }

    private void look() {
        long rested = nanos.getAsLong() - last;
        if (rested < REST.toNanos()) {
            later.run(this::look, REST.minusNanos(rested));
            return;
        }
        working.set(false);
        mostFree.accept(PERCENT_AT_REST);
        if (working.get()) {
            mostFree.accept(PERCENT_AT_WORK); // somebody came at this moment
        }
    }

    private static void runLater(Runnable what, Duration after) {
        CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS).execute(what);
    }

    static void tellJvm(int percent) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .setVMOption("MaxHeapFreeRatio", String.valueOf(percent));
        } catch (IllegalArgumentException _) {
            return; // whoever started this JVM gave it other limits, or another collector
        }
    }
}
