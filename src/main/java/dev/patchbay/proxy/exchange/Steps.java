package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The steps of one exchange. Whatever goes wrong in one is this exchange's failure and nobody
/// else's.
final class Steps {
    private final Executor io;
    private final BooleanSupplier needless;
    private final Consumer<Loss> lose;
    private final Consumer<ProxyError> fail;

    /// @param needless the exchange ends, so that nothing need go on
    Steps(Executor io, BooleanSupplier needless, Consumer<Loss> lose, Consumer<ProxyError> fail) {
        this.io = io;
        this.needless = needless;
        this.lose = lose;
        this.fail = fail;
    }

    void take(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail.accept(ProxyError.from(e));
        }
    }

    /// Does this work on a virtual thread, and goes on with what came of it on the I/O thread.
    <T> void away(Supplier<T> work, Consumer<T> then) {
        away(true, work, then, fail);
    }

    <T> void away(boolean slow, Supplier<T> work, Consumer<T> then) {
        away(slow, work, then, fail);
    }

    /// Does work that may lose something of the request, and tells what was lost when it is back.
    <T> void losing(boolean slow, Function<Consumer<Loss>, T> work, Consumer<T> then) {
        losing(slow, work, then, fail);
    }

    <T> void losing(
            boolean slow,
            Function<Consumer<Loss>, T> work,
            Consumer<T> then,
            Consumer<ProxyError> otherwise) {
        var losses = new Losses(lose);
        away(
                slow,
                () -> work.apply(losses),
                value -> {
                    losses.arrive();
                    then.accept(value);
                },
                error -> {
                    losses.arrive();
                    otherwise.accept(error);
                });
    }

    /// Does this work here or, if it is slow, away, and goes on here with what came of it.
    <T> void away(
            boolean slow, Supplier<T> work, Consumer<T> then, Consumer<ProxyError> otherwise) {
        Errand.run(
                io,
                slow,
                work,
                result -> {
                    if (!needless.getAsBoolean()) {
                        take(
                                () -> {
                                    switch (result) {
                                        case Errand.Done<T>(T value) -> then.accept(value);
                                        case Errand.Failed<T>(ProxyError error) ->
                                                otherwise.accept(error);
                                    }
                                });
                    }
                });
    }
}
