package dev.patchbay.backend;

import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A socket as it is.
final class PlainTransport implements Transport {
    private static final int PIECE = 256 << 10;

    private final StreamConnection connection;
    private final OwnSockets own;
    private final @Nullable InetSocketAddress ownEnd;
    private final @Nullable InetSocketAddress otherEnd;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private Runnable readable = () -> {};
    private Runnable writable = () -> {};

    PlainTransport(StreamConnection connection, OwnSockets own) {
        this.connection = connection;
        this.own = own;
        // Neither is there if the connection was lost at once.
        this.ownEnd = connection.getLocalAddress(InetSocketAddress.class);
        this.otherEnd = connection.getPeerAddress(InetSocketAddress.class);
        if (ownEnd != null && otherEnd != null) {
            own.opened(ownEnd, otherEnd);
        }
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
                if (piece(from) == 0) {
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

    /// What lies in the heap is copied whole before any of it is written, however little of it the
    /// socket takes; so it is written piece by piece.
    private long piece(ByteBuffer[] from) throws IOException {
        int small = 0;
        boolean any = false;
        while (small < from.length && from[small].remaining() <= PIECE) {
            any |= from[small].hasRemaining();
            small++;
        }
        return any || small == from.length ? sink.write(from, 0, small) : start(from[small]);
    }

    private int start(ByteBuffer large) throws IOException {
        int limit = large.limit();
        large.limit(large.position() + PIECE);
        try {
            return sink.write(large);
        } finally {
            large.limit(limit);
        }
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
    public void close() {
        readable = () -> {};
        writable = () -> {};
        // First: once it is closed, a client may get its port.
        if (ownEnd != null && otherEnd != null) {
            own.closed(ownEnd, otherEnd);
        }
        IoUtils.safeClose(connection);
    }
}
