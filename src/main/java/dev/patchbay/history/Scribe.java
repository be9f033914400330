package dev.patchbay.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The loop of the history's one thread: gathers what is heard for a moment, so that many exchanges
/// share one transaction, and has it written.
final class Scribe implements Runnable {
    private static final int MOST_AT_ONCE = 4_096;

    private final BlockingQueue<Heard> queue;
    private final Pending pending;
    private final Desk desk;
    private final long gatherNanos;
    private final int mostAtOnce;
    private final int enough;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Heard> batch = new ArrayList<>();
    private volatile Health health;

    Scribe(BlockingQueue<Heard> queue, Pending pending, Desk desk, Limits limits) {
        this.queue = queue;
        this.pending = pending;
        this.desk = desk;
        this.gatherNanos = limits.gather().toNanos();
        // While the file can be written nothing is lost, however much comes at once.
        this.mostAtOnce = Math.min(MOST_AT_ONCE, limits.waiting() - 1);
        this.enough = mostAtOnce / 4;
        this.health = desk.health();
    }

    Health health() {
        return health;
    }

    /// To be followed by something that is heard, so that it is noticed at once.
    void close() {
        closing.countDown();
    }

    @Override
    public void run() {
        try (desk) {
            while (!isClosing() || !queue.isEmpty()) {
                gather();
                batch.forEach(pending::hear);
                keep();
                health = desk.health();
                batch.forEach(this::answer);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whatever goes wrong here must not end the thread: what is heard would pile up.
    private void keep() {
        try {
            desk.keep();
        } catch (RuntimeException e) {
            desk.giveUp(e);
        }
    }

    private void gather() throws InterruptedException {
        Heard first = queue.poll(isClosing() ? 0 : desk.patience(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        // Where much waits already, waiting for more would only let it grow old.
        if (!(first instanceof Heard.Asked) && queue.size() < enough) {
            boolean _ = closing.await(gatherNanos, TimeUnit.NANOSECONDS);
        }
        queue.drainTo(batch, mostAtOnce);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void answer(Heard heard) {
        if (heard instanceof Heard.Asked(var answer)) {
            answer.complete(health);
        }
    }
}
