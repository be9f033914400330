package dev.patchbay.proxy.replay;

import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.wire.Headers;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The way of an answer that no client waits for, but a person. Takes everything at once.
final class ReplayStream implements ClientStream {
    private final SaidReader reader;
    private final Listener listener;
    private final Consumer<ByteBuffer> copy;
    private boolean over;

    ReplayStream(SaidReader reader, Listener listener, Consumer<ByteBuffer> copy) {
        this.reader = reader;
        this.listener = listener;
        this.copy = copy;
    }

    /// The person wants it no longer.
    void leave() {
        if (!over) {
            over = true;
            listener.gone();
        }
    }

    // Nobody leaves without a word.
    @Override
    public void watch() {}

    @Override
    public void head(int status, Headers headers) {
        reader.head(status, headers);
    }

    @Override
    public int backlog() {
        return 0;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!over) {
            copy.accept(bytes);
            reader.take(bytes.duplicate());
        }
        bytes.position(bytes.limit());
    }

    @Override
    public void end(ByteBuffer last) {
        write(last);
        if (!over) {
            over = true;
            reader.end();
            listener.done();
        }
    }

    @Override
    public void cut(ByteBuffer last) {
        end(last);
    }

    @Override
    public void whole(int status, Headers headers, byte[] body) {
        head(status, headers);
        end(ByteBuffer.wrap(body));
    }

    @Override
    public void abort() {
        over = true;
    }
}
