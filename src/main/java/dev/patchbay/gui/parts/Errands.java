package dev.patchbay.gui.parts;

import javafx.application.Platform;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Slow work for a view-model: done elsewhere, its outcome brought back to the thread that draws.
public interface Errands {
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);

    /// Each on a virtual thread of its own.
    static Errands ofScreen() {
        return new Errands() {
            @Override
            public <T> void run(
                    Callable<T> work,
                    Consumer<? super T> done,
                    Consumer<? super Exception> failed) {
                Thread.ofVirtual()
                        .name("gui errand")
                        .start(() -> Platform.runLater(outcome(work, done, failed)));
            }
        };
    }

    /// At once and on the same thread, for tests and pictures.
    static Errands atOnce() {
        return new Errands() {
            @Override
            public <T> void run(
                    Callable<T> work,
                    Consumer<? super T> done,
                    Consumer<? super Exception> failed) {
                outcome(work, done, failed).run();
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
