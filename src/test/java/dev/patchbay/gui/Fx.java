package dev.patchbay.gui;

import dev.patchbay.desktop.ScreenLibraries;
import dev.patchbay.gui.parts.Look;
import dev.patchbay.gui.parts.Toolkit;
import dev.patchbay.settings.Theme;

import javafx.application.Platform;

import org.junit.jupiter.api.Assertions;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// JavaFX in tests: one toolkit for all, on the platform without a screen.
public final class Fx {
    private static final long PATIENCE_SECONDS = 60;
    private static volatile Theme theme = Theme.LIGHT;
    private static Look look;

    private Fx() {}

    /// Starts the toolkit once; where it cannot, ends in one sentence.
    public static synchronized Look start() {
        if (look == null) {
            ScreenLibraries.missing().ifPresent(Assertions::fail);
            var ready = new CompletableFuture<Look>();
            Toolkit.start(
                    Path.of("target", "javafx").toAbsolutePath(),
                    () -> ready.complete(new Look(() -> theme)));
            look = get(ready);
        }
        return look;
    }

    public static void theme(Theme next) {
        theme = next;
        run(
                () -> {
                    look.apply();
                    return null;
                });
    }

    /// Runs this where windows are drawn, and waits for it.
    public static <T> T run(Callable<T> what) {
        start();
        var done = new CompletableFuture<T>();
        Platform.runLater(
                () -> {
                    try {
                        done.complete(what.call());
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                });
        return get(done);
    }

    public static void run(Runnable what) {
        run(
                () -> {
                    what.run();
                    return null;
                });
    }

    /// Waits until this is so; asked where windows are drawn.
    public static void await(String what, BooleanSupplier so) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!run(so::getAsBoolean)) {
            Assertions.assertTrue(System.nanoTime() < until, "never came: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
