package dev.patchbay.app.tray;

import dev.patchbay.desktop.Later;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Does one thing whenever somebody nudges it, at once, but with a rest after each time: who nudges
/// a thousand times in a rest has it done once more. It sleeps while nobody does, and who nudges
/// never waits.
final class Beat {
    private enum Stage {
        IDLE,
        DOING,
        NUDGED
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.IDLE);
    private final Executor executor;
    private final Later later;
    private final Duration rest;
    private final Runnable deed;

    Beat(Executor executor, Later later, Duration rest, Runnable deed) {
        this.executor = executor;
        this.later = later;
        this.rest = rest;
        this.deed = deed;
    }

    static Later on(Executor executor) {
        return (wait, what) ->
                CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, executor)
                        .execute(what);
    }

    void nudge() {
        if (stage.get() == Stage.NUDGED) {
            return;
        }
        if (stage.compareAndSet(Stage.IDLE, Stage.DOING)) {
            executor.execute(this::act);
        } else if (!stage.compareAndSet(Stage.DOING, Stage.NUDGED)) {
            nudge(); // it came to rest between the two
        }
    }

    private void act() {
        try {
            deed.run();
        } finally {
            later.after(rest, this::rested);
        }
    }

    private void rested() {
        if (!stage.compareAndSet(Stage.DOING, Stage.IDLE)) {
            stage.set(Stage.DOING);
            executor.execute(this::act);
        }
    }
}
