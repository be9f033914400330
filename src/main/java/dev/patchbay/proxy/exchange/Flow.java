package dev.patchbay.proxy.exchange;

import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.exchange.Timers.Timer;
import dev.patchbay.settings.Timeouts;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.Objects;

/// Keeps the attempt under way and the client in step: what the backend has time for, and that it
/// pauses while the client cannot take more.
final class Flow {
    /// Bytes that may wait for a slow client before its backend is asked to pause.
    private static final int BACKLOG = 64 * 1024;

    private final XnioIoThread io;
    private final Timers timers;
    private final ClientStream client;
    private final Pace pace;
    private @Nullable Attempt attempt;
    private @Nullable Timeouts timeouts;

    Flow(XnioIoThread io, Timers timers, ClientStream client, Pace pace) {
        this.io = io;
        this.timers = timers;
        this.client = client;
        this.pace = pace;
    }

    /// Whether any target was asked.
    boolean begun() {
        return attempt != null;
    }

    /// Asks, and tells what comes of it.
    void open(Asking ready, boolean stream, Attempt.Listener listener) {
        Timeouts given = ready.service().settings().timeouts();
        var next = new Attempt(io, ready.feed(), listener);
        attempt = next;
        timeouts = given;
        timers.set(Timer.FIRST_BYTE, stream ? given.firstByteOfStream() : given.firstByteOfWhole());
        if (!timers.isSet(Timer.WHOLE)) {
            timers.set(Timer.WHOLE, given.total());
        }
        next.open(ready.service().backend().open(io, ready.outgoing(), next));
    }

    /// Waits before the backend is asked again.
    void rest(Duration length) {
        timers.set(Timer.REST, length);
    }

    /// Bytes of the answer came.
    void came() {
        timers.clear(Timer.FIRST_BYTE);
        awaitMore();
        if (attempt != null && attempt.complete() && !timers.isSet(Timer.LATE_USAGE)) {
            timers.set(Timer.LATE_USAGE, pace.lateUsage());
        }
    }

    /// No longer waits for late usage.
    void settle() {
        if (attempt != null) {
            attempt.settle();
        }
    }

    /// Something was sent to the client.
    void sent() {
        timers.set(Timer.PING, pace.ping());
        if (client.backlog() > BACKLOG && attempt != null) {
            attempt.pause();
            timers.clear(Timer.IDLE);
            if (!timers.isSet(Timer.SLOW_CLIENT)) {
                timers.set(Timer.SLOW_CLIENT, pace.slowClient());
            }
        }
    }

    /// The client took some of what waits for it.
    void taking() {
        if (timers.isSet(Timer.SLOW_CLIENT)) {
            timers.set(Timer.SLOW_CLIENT, pace.slowClient());
        }
    }

    /// The client took all that waited for it.
    void taken() {
        timers.clear(Timer.SLOW_CLIENT);
        awaitMore();
        resume();
    }

    void pause() {
        if (attempt != null) {
            attempt.pause();
        }
    }

    void resume() {
        if (attempt != null && client.backlog() <= BACKLOG) {
            attempt.resume();
        }
    }

    /// Gives the attempt up, if there is one.
    void cut() {
        if (attempt != null) {
            attempt.close();
        }
        timers.clear(Timer.FIRST_BYTE);
        timers.clear(Timer.IDLE);
        timers.clear(Timer.LATE_USAGE);
    }

    /// The answer is told; its connection may still bring its last bytes.
    void finish() {
        if (attempt != null) {
            attempt.finish();
        }
    }

    private void awaitMore() {
        timers.set(Timer.IDLE, Objects.requireNonNull(timeouts).idle());
    }
}
