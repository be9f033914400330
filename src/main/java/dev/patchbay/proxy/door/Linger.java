package dev.patchbay.proxy.door;

import io.undertow.server.HttpServerExchange;

import org.xnio.IoUtils;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// A client that sends everything before it listens would find its connection broken instead of an
/// answer, so Undertow reads the rest of an answered request and throws it away. Here is the end of
/// that: when nothing more comes for a while, or when it never ends.
final class Linger implements Runnable {
    /// How long is waited for the next byte.
    static final long SILENCE_SECONDS = 5;

    /// How often, if there is always one.
    static final int MOST = 6;

    private final BooleanSupplier complete;
    private final LongSupplier came;
    private final Later later;
    private final Runnable close;
    private long seen;
    private int times;

    /// Does something when the silence is over.
    @FunctionalInterface
    interface Later {
        void run(Runnable what);
    }

    /// @param complete whether the request came to its end
    /// @param came how many bytes of it came
    Linger(BooleanSupplier complete, LongSupplier came, Later later, Runnable close) {
        this.complete = complete;
        this.came = came;
        this.later = later;
        this.close = close;
        seen = came.getAsLong();
    }

    /// Lingers over what is left of this request, which has its answer.
    static void over(HttpServerExchange http) {
        if (!http.isRequestComplete()) {
            var io = http.getIoThread();
            new Linger(
                            http::isRequestComplete,
                            Turnstile.of(http)::came,
                            what -> io.executeAfter(what, SILENCE_SECONDS, TimeUnit.SECONDS),
                            () -> IoUtils.safeClose(http.getConnection()))
                    .begin();
        }
    }

    @Override
    public void run() {
        if (complete.getAsBoolean()) {
            return;
        }
        boolean silent = came.getAsLong() == seen;
        seen = came.getAsLong();
        times++;
        if (silent || times == MOST) {
            close.run();
        } else {
            begin();
        }
    }

    void begin() {
        later.run(this);
    }
}
