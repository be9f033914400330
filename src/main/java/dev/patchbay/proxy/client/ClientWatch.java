package dev.patchbay.proxy.client;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;

import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ReadReadyHandler;
import org.xnio.conduits.StreamSourceConduit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Notices that a client hangs up while its answer is awaited.
///
/// Undertow stops reading a connection once the request is complete, so a close would go unseen
/// until the next write. This reads the raw connection meanwhile. What a client sends early of its
/// next request is kept and given back to Undertow at the end; if that is more than one buffer, a
/// close is only noticed when a write fails.
final class ClientWatch implements ReadReadyHandler {
    private final HttpServerConnection connection;
    private final StreamSourceConduit source;
    private final Runnable gone;
    private @Nullable PooledByteBuffer early;
    private boolean watching;

    ClientWatch(HttpServerExchange http, Runnable gone) {
        this.connection = (HttpServerConnection) http.getConnection();
        this.source = ((AbstractServerConnection) http.getConnection()).getOriginalSourceConduit();
        this.gone = gone;
    }

    void start() {
        if (connection.getExtraBytes() == null) {
            watching = true;
            source.setReadReadyHandler(this);
            source.resumeReads();
        }
    }

    /// Hands the connection back to Undertow; must run before the exchange completes.
    void stop() {
        if (watching) {
            watching = false;
            source.suspendReads();
            source.setReadReadyHandler(
                    new ReadReadyHandler.ChannelListenerHandler<>(
                            connection.getChannel().getSourceChannel()));
        }
        if (early != null) {
            early.getBuffer().flip();
            connection.ungetRequestBytes(early);
            early = null;
        }
    }

    @Override
    public void readReady() {
        if (!watching) {
            return;
        }
        try {
            int count = source.read(room());
            if (count < 0) {
                lost();
            } else if (!room().hasRemaining()) {
                source.suspendReads();
            } else if (room().position() == 0) {
                drop();
            }
        } catch (IOException e) {
            // A reset is a close too.
            lost();
        }
    }

    private ByteBuffer room() {
        if (early == null) {
            early = connection.getByteBufferPool().allocate();
        }
        return early.getBuffer();
    }

    private void lost() {
        drop();
        stop();
        gone.run();
    }

    private void drop() {
        if (early != null) {
            early.close();
            early = null;
        }
    }

    @Override
    public void forceTermination() {
        readReady();
    }

    @Override
    public void terminated() {
        readReady();
    }
}
