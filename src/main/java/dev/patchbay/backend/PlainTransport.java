package dev.patchbay.backend;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A socket as it is.
final class PlainTransport implements Transport {
    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private Runnable readable = () -> {};
    private Runnable writable = () -> {};

    PlainTransport(StreamConnection connection) {
        this.connection = connection;
        this.source = connection.getSourceChannel();
        this.sink = connection.getSinkChannel();
        source.setReadListener(_ -> readable.run());
        sink.setWriteListener(_ -> writable.run());
    }

    @Override
    public void listen(Runnable readable, Runnable writable) {
        this.readable = readable;
        this.writable = writable;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return source.read(into);
    }

    @Override
    public void resumeReads() {
        source.resumeReads();
    }

    @Override
    public void suspendReads() {
        source.suspendReads();
    }

    @Override
    public boolean write(ByteBuffer... from) throws IOException {
        try {
            while (Remainder.isIn(from)) {
                if (sink.write(from) == 0) {
                    sink.resumeWrites();
                    return false;
                }
            }
            if (!sink.flush()) {
                sink.resumeWrites();
                return false;
            }
        } catch (IOException e) {
            sink.suspendWrites();
            throw e;
        }
        sink.suspendWrites();
        return true;
    }

    // XNIO's own wake-up would also resume what is suspended.
    @Override
    public void wake() {
        connection
                .getIoThread()
                .execute(
                        () -> {
                            readable.run();
                            writable.run();
                        });
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public boolean here() {
        // Neither is there once the connection is lost.
        var other = connection.getPeerAddress(InetSocketAddress.class);
        var own = connection.getLocalAddress(InetSocketAddress.class);
        return other != null
                && own != null
                && (other.getAddress().isLoopbackAddress()
                        || other.getAddress().equals(own.getAddress()));
    }

    @Override
    public void close() {
        readable = () -> {};
        writable = () -> {};
        IoUtils.safeClose(connection);
    }
}
