package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.ProxyError;

import io.undertow.server.HttpServerExchange;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSourceChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Reads one request body without blocking, within the limits of size and of patience.
public final class BodyReader {
    /// Bodies above this are read and written away from the I/O thread, where other streams would
    /// wait for it.
    public static final int LARGE = 128 * 1024;

    static final int LIMIT = 32 << 20;

    /// A body that comes drop by drop has so many times the patience for one silence.
    private static final int DROPS = 10;

    private final HttpServerExchange http;
    private final BodyBudget.Share share;
    private final Consumer<byte[]> whole;
    private final Consumer<ProxyError> refused;
    private final Duration patience;
    private final XnioIoThread io;
    private byte[] body = new byte[0];
    private int length;
    private int lengthBefore;
    private int checks;
    private XnioExecutor.@Nullable Key check;

    /// @param patience how long the client may send nothing
    public BodyReader(
            HttpServerExchange http,
            BodyBudget.Share share,
            Duration patience,
            Consumer<byte[]> whole,
            Consumer<ProxyError> refused) {
        this.http = http;
        this.share = share;
        this.patience = patience;
        this.io = http.getIoThread();
        this.whole = whole;
        this.refused = refused;
    }

    public void start() {
        long announced = http.getRequestContentLength();
        if (announced > LIMIT) {
            refuse(tooLarge());
            return;
        }
        StreamSourceChannel source = http.getRequestChannel();
        if (source == null) {
            whole.accept(body);
            return;
        }
        int first = (int) Math.max(announced, 0);
        if (share.grow(first)) {
            begin(source, first);
        } else {
            queue(source, first);
        }
    }

    /// Nothing of a body is read before there is room for all that was announced of it.
    private void queue(StreamSourceChannel source, int announced) {
        var turn = share.await(announced, () -> onTurn(source, announced));
        check =
                io.executeAfter(
                        () -> {
                            if (turn.leave()) {
                                refuse(BodyBudget.spent());
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void onTurn(StreamSourceChannel source, int announced) {
        try {
            io.execute(
                    () -> {
                        stopChecking();
                        begin(source, announced);
                    });
        } catch (RejectedExecutionException e) {
            // The program ends, and with it everybody who waited for this.
            share.release();
        }
    }

    private void begin(StreamSourceChannel source, int announced) {
        try {
            enlarge(announced);
        } catch (OutOfMemoryError e) {
            refuse(ProxyError.from(e));
            return;
        }
        read(source);
    }

    private void read(StreamSourceChannel source) {
        try {
            while (true) {
                if (length == body.length && !room(Math.max(8192, body.length))) {
                    return;
                }
                int count = source.read(ByteBuffer.wrap(body, length, body.length - length));
                if (count < 0) {
                    stop(source);
                    whole.accept(length == body.length ? body : Arrays.copyOf(body, length));
                    return;
                }
                if (count == 0) {
                    await(source);
                    source.getReadSetter().set(_ -> read(source));
                    source.resumeReads();
                    return;
                }
                length += count;
            }
        } catch (BrokenBody e) {
            stop(source);
            refused.accept(e.error());
        } catch (OutOfMemoryError e) {
            stop(source);
            refused.accept(ProxyError.from(e));
        } catch (IOException e) {
            // The client left or broke the framing in the middle of its own request; there is
            // nobody to answer.
            stop(source);
            refused.accept(
                    ProxyError.of(
                            ProxyError.Kind.CANCELLED,
                            "The client did not finish its request.",
                            e));
        }
    }

    /// Looks after a while whether anything came meanwhile.
    private void await(StreamSourceChannel source) {
        if (check == null) {
            lengthBefore = length;
            check =
                    io.executeAfter(
                            () -> check(source), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void check(StreamSourceChannel source) {
        check = null;
        if (length > lengthBefore && ++checks < DROPS) {
            await(source);
            return;
        }
        source.suspendReads();
        http.setPersistent(false);
        refused.accept(
                ProxyError.of(
                                ProxyError.Kind.TIMED_OUT,
                                "The request did not come to its end in time; send it whole.")
                        .withStatus(408));
    }

    private void stop(StreamSourceChannel source) {
        source.suspendReads();
        stopChecking();
    }

    private void stopChecking() {
        if (check != null) {
            check.remove();
            check = null;
        }
    }

    /// Makes room for more bytes; false if that was refused.
    private boolean room(int more) {
        if (length + more > LIMIT + 1) {
            more = LIMIT + 1 - length;
        }
        if (length >= LIMIT + 1) {
            refuse(tooLarge());
            return false;
        }
        if (!share.grow(more)) {
            refuse(BodyBudget.spent());
            return false;
        }
        enlarge(more);
        return true;
    }

    private void enlarge(int more) {
        // One byte more than announced, so that the end of the body is met without growing again.
        body = Arrays.copyOf(body, length + more + (length == 0 ? 1 : 0));
    }

    private void refuse(ProxyError error) {
        stopChecking();
        refused.accept(error);
    }

    private static ProxyError tooLarge() {
        return ProxyError.of(ProxyError.Kind.TOO_LARGE, "The request is larger than 32 MB.");
    }
}
