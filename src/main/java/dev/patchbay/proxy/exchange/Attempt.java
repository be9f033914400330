package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Answer;
import dev.patchbay.backend.Upstream;
import dev.patchbay.codec.body.AnswerFeed;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One target being asked: bytes of its answer come in, events go out. A given-up attempt says
/// nothing more, however late
/// its backend answers.
final class Attempt implements Answer {
    /// Told what comes of an attempt.
    interface Listener {
        void event(Event event);

        /// These bytes came; the buffer is only valid during the call.
        void raw(ByteBuffer bytes);

        /// Bytes came and all their events were told.
        void read();

        void retried(String reason);
    }

    private static final long LINGER_SECONDS = 2;

    private final XnioIoThread io;
    private final AnswerFeed feed;
    private final Listener listener;
    private final Consumer<Event> telling = this::tell;
    private @Nullable Upstream upstream;
    private XnioExecutor.@Nullable Key lingering;
    private boolean over;
    private boolean ended;

    Attempt(XnioIoThread io, AnswerFeed feed, Listener listener) {
        this.io = io;
        this.feed = feed;
        this.listener = listener;
    }

    void open(Upstream opened) {
        upstream = opened;
    }

    void pause() {
        if (upstream != null) {
            upstream.pause();
        }
    }

    void resume() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    /// Gives the attempt up: the upstream is cut at once.
    void close() {
        over = true;
        if (upstream != null && !ended) {
            upstream.close();
        }
    }

    /// The answer is told. The backend may still send its last bytes, so that its connection can be
    /// used again.
    void finish() {
        over = true;
        if (!ended && upstream != null) {
            Upstream last = upstream;
            last.resume();
            lingering = io.executeAfter(last::close, LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// All but late usage was told.
    boolean complete() {
        return !over && feed.complete();
    }

    /// No longer waits for late usage.
    void settle() {
        guarded(() -> feed.end(telling));
    }

    @Override
    public void retried(String reason) {
        if (!over) {
            listener.retried(reason);
        }
    }

    @Override
    public void head(int status, Headers headers) {
        guarded(() -> feed.head(status, headers));
    }

    @Override
    public void bytes(ByteBuffer read) {
        guarded(
                () -> {
                    listener.raw(read);
                    feed.bytes(read, telling);
                    if (!over) {
                        listener.read();
                    }
                });
    }

    @Override
    public void end() {
        ended = true;
        if (lingering != null) {
            lingering.remove();
        }
        guarded(() -> feed.end(telling));
    }

    @Override
    public void failed(ProxyError error) {
        ended = true;
        if (lingering != null) {
            lingering.remove();
        }
        guarded(() -> feed.broken(error, telling));
    }

    /// Whatever goes wrong while an answer is read or told is this exchange's failure, and is told
    /// like any other.
    private void guarded(Runnable step) {
        if (over) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            listener.event(new Event.Failed(ProxyError.from(e)));
        }
    }

    private void tell(Event event) {
        if (!over) {
            listener.event(event);
        }
    }
}
