package dev.patchbay.proxy.client;

import dev.patchbay.wire.Headers;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/// The answer's way to a client over its connection.
public final class HttpClientStream implements ClientStream {
    private final HttpServerExchange http;
    private final Listener listener;
    private final Consumer<ByteBuffer> copy;
    private final ClientWatch watch;
    private @Nullable StreamSinkChannel sink;
    private byte[] waiting = new byte[0];
    private int waitingFrom;
    private int waitingTo;
    private boolean ending;
    private boolean cutting;
    private boolean over;

    public HttpClientStream(HttpServerExchange http, Listener listener, Consumer<ByteBuffer> copy) {
        this.copy = copy;
        this.http = http;
        this.listener = listener;
        this.watch = new ClientWatch(http, this::lost);
    }

    @Override
    public void watch() {
        watch.start();
    }

    @Override
    public void head(int status, Headers headers) {
        http.setStatusCode(status);
        headers.forEach(
                (name, value) -> http.getResponseHeaders().add(new HttpString(name), value));
    }

    private boolean backlogged() {
        return waitingTo > waitingFrom;
    }

    @Override
    public int backlog() {
        return waitingTo - waitingFrom;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (over) {
            return;
        }
        copy.accept(bytes);
        if (!backlogged()) {
            push(bytes);
        }
        if (bytes.hasRemaining() && !over) {
            keep(bytes);
        }
    }

    @Override
    public void end(ByteBuffer last) {
        // Before the last byte: Undertow may complete the exchange, and read the next request,
        // within that write.
        watch.stop();
        write(last);
        ending = true;
        if (!backlogged() && !over) {
            finish();
        }
    }

    @Override
    public void cut(ByteBuffer last) {
        cutting = true;
        end(last);
    }

    @Override
    public void whole(int status, Headers headers, byte[] body) {
        head(status, headers);
        http.setResponseContentLength(body.length);
        end(ByteBuffer.wrap(body));
    }

    @Override
    public void abort() {
        if (!over) {
            over = true;
            watch.stop();
            IoUtils.safeClose(http.getConnection());
        }
    }

    private void push(ByteBuffer bytes) {
        try {
            StreamSinkChannel channel = channel();
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    return;
                }
            }
        } catch (IOException e) {
            lost();
        }
    }

    private StreamSinkChannel channel() {
        if (sink == null) {
            sink = http.getResponseChannel();
        }
        return sink;
    }

    private void keep(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (waitingFrom > 0) {
            System.arraycopy(waiting, waitingFrom, waiting, 0, waitingTo - waitingFrom);
            waitingTo -= waitingFrom;
            waitingFrom = 0;
        }
        if (waitingTo + more > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(waiting.length * 2, waitingTo + more));
        }
        bytes.get(waiting, waitingTo, more);
        waitingTo += more;
        StreamSinkChannel channel = channel();
        channel.getWriteSetter().set(_ -> drain());
        channel.resumeWrites();
    }

    private void drain() {
        var rest = ByteBuffer.wrap(waiting, waitingFrom, waitingTo - waitingFrom);
        push(rest);
        if (over) {
            return;
        }
        boolean took = rest.position() > waitingFrom;
        waitingFrom = rest.position();
        if (!backlogged()) {
            waitingFrom = 0;
            waitingTo = 0;
            channel().suspendWrites();
        }
        if (ending && !backlogged()) {
            finish();
        } else if (took) {
            listener.took(backlog());
        }
    }

    private void finish() {
        try {
            if (!cutting) {
                channel().shutdownWrites();
            }
        } catch (IOException e) {
            lost();
            return;
        }
        settle();
    }

    private void settle() {
        StreamSinkChannel channel = channel();
        try {
            if (channel.flush()) {
                channel.suspendWrites();
                over = true;
                if (cutting) {
                    IoUtils.safeClose(http.getConnection());
                }
                listener.done();
            } else {
                channel.getWriteSetter().set(_ -> settle());
                channel.resumeWrites();
            }
        } catch (IOException e) {
            lost();
        }
    }

    private void lost() {
        if (!over) {
            over = true;
            watch.stop();
            IoUtils.safeClose(http.getConnection());
            listener.gone();
        }
    }
}
