package dev.patchbay.gui.parts;

import javafx.application.Platform;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Slow work for a view-model: done elsewhere, its outcome brought back to the thread that draws.
public interface Errands {
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);

    /// Each on a virtual thread of its own.
    static Errands ofScreen() {
        return by(work -> Thread.ofVirtual().name("gui errand").start(work), Platform::runLater);
    }

    /// At once and on the same thread, for tests and pictures.
    static Errands atOnce() {
        return by(Runnable::run, Runnable::run);
    }

    /// @param away does the work
    /// @param back is told its outcome
    static Errands by(Executor away, Executor back) {
        return new Errands() {
            @Override
            public <T> void run(
                    Callable<T> work,
                    Consumer<? super T> done,
                    Consumer<? super Exception> failed) {
                away.execute(() -> back.execute(outcome(work, done, failed)));
            }
        };
    }

    /// Does the work; answers what is to be done with what came of it.
    private static <T> Runnable outcome(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        try {
            T result = work.call();
            return () -> done.accept(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> failed.accept(e);
        } catch (Exception e) {
            return () -> failed.accept(e);
        }
    }
}
