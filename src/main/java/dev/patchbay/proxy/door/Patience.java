package dev.patchbay.proxy.door;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long one side of a connection is waited for. It begins with the first silence and is whole
/// again once the other side did what it should.
final class Patience {
    private final XnioIoThread io;
    private final Duration length;
    private final Runnable lost;
    private XnioExecutor.@Nullable Key running;

    /// @param lost what is done when it comes to its end
    Patience(XnioIoThread io, Duration length, Runnable lost) {
        this.io = io;
        this.length = length;
        this.lost = lost;
    }

    /// Does nothing while it runs.
    void begin() {
        if (running == null) {
            running = io.executeAfter(this::end, length.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end() {
        running = null;
        lost.run();
    }

    void stop() {
        if (running != null) {
            running.remove();
            running = null;
        }
    }
}
