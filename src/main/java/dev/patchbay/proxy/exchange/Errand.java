package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.ProxyError;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Work that an I/O thread must not wait for, and what came of it.
public final class Errand {
    public sealed interface Result<T> {}

    public record Done<T>(T value) implements Result<T> {}

    public record Failed<T>(ProxyError error) implements Result<T> {}

    private Errand() {}

    /// Runs the work here, or away on a virtual thread; either way `then` is called on `io`.
    public static <T> void run(
            Executor io, boolean away, Supplier<T> work, Consumer<Result<T>> then) {
        if (away) {
            Thread.ofVirtual()
                    .name("errand")
                    .start(
                            () -> {
                                Result<T> result = result(work);
                                deliver(io, () -> then.accept(result));
                            });
        } else {
            then.accept(result(work));
        }
    }

    private static void deliver(Executor io, Runnable parcel) {
        try {
            io.execute(parcel);
        } catch (RejectedExecutionException e) {
            // The program ends, and with it everybody who waited for this.
            return;
        }
    }

    // Whatever the work throws is that exchange's failure and nobody else's.
    private static <T> Result<T> result(Supplier<T> work) {
        try {
            return new Done<>(work.get());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Failed<>(ProxyError.from(e));
        }
    }
}
