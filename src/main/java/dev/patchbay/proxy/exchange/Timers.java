package dev.patchbay.proxy.exchange;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The timers of one exchange, on its I/O thread. Setting one again only moves its due time, so
/// that a stream which resets its idle timer with every read pays next to nothing; the one wake-up
/// that is planned then finds nothing due and plans the next.
final class Timers {
    enum Timer {
        FIRST_BYTE,
        IDLE,
        WHOLE,
        PING,
        LATE_USAGE,
        REST,
        SLOW_CLIENT
    }

    private static final Timer[] ALL = Timer.values();
    private static final long NEVER = Long.MAX_VALUE;

    private final XnioIoThread io;
    private final Consumer<Timer> due;
    private final long origin = System.nanoTime();
    private final long[] at = new long[ALL.length];
    private XnioExecutor.@Nullable Key key;
    private long planned = NEVER;
    private boolean stopped;

    Timers(XnioIoThread io, Consumer<Timer> due) {
        this.io = io;
        this.due = due;
        Arrays.fill(at, NEVER);
    }

    void set(Timer timer, Duration after) {
        if (stopped) {
            return;
        }
        long when = now() + after.toNanos();
        at[timer.ordinal()] = when;
        if (when < planned) {
            plan(when);
        }
    }

    void clear(Timer timer) {
        at[timer.ordinal()] = NEVER;
    }

    void clearAll() {
        Arrays.fill(at, NEVER);
    }

    boolean isSet(Timer timer) {
        return at[timer.ordinal()] != NEVER;
    }

    void stop() {
        stopped = true;
        if (key != null) {
            key.remove();
            key = null;
        }
    }

    private void plan(long when) {
        if (key != null) {
            key.remove();
        }
        planned = when;
        // A millisecond more, so that a wake-up is never just too early.
        long millis = TimeUnit.NANOSECONDS.toMillis(Math.max(0, when - now())) + 1;
        key = io.executeAfter(this::wake, millis, TimeUnit.MILLISECONDS);
    }

    private void wake() {
        key = null;
        planned = NEVER;
        long now = now();
        for (Timer timer : ALL) {
            if (at[timer.ordinal()] <= now && !stopped) {
                at[timer.ordinal()] = NEVER;
                due.accept(timer);
            }
        }
        if (stopped) {
            return;
        }
        long next = NEVER;
        for (long when : at) {
            next = Math.min(next, when);
        }
        if (next < planned) {
            plan(next);
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
