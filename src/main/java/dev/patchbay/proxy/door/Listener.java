package dev.patchbay.proxy.door;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;

import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;

/// One open address. Every connection that comes to it passes a [Turnstile] on its way in and an
/// [Outflow] on its way out.
final class Listener {
    private final AcceptingChannel<? extends StreamConnection> channel;

    private Listener(AcceptingChannel<? extends StreamConnection> channel) {
        this.channel = channel;
    }

    static Listener open(
            XnioWorker worker, InetSocketAddress address, Limits limits, HttpHandler handler)
            throws IOException {
        var http = new HttpOpenListener(buffers(), server(limits));
        http.setRootHandler(handler);
        ChannelListener<StreamConnection> opened =
                connection -> {
                    Turnstile.into(connection, limits);
                    Outflow.into(connection, limits.idle());
                    http.handleEvent(connection);
                };
        var channel =
                worker.createStreamConnectionServer(
                        address, server -> accept(server, opened), sockets(limits));
        channel.resumeAccepts();
        return new Listener(channel);
    }

    private static void accept(
            AcceptingChannel<StreamConnection> server, ChannelListener<StreamConnection> opened) {
        try {
            StreamConnection connection = server.accept();
            if (connection != null) {
                ChannelListeners.invokeChannelListener(connection, opened);
            }
        } catch (ClosedChannelException _) {
            return; // closed between the wake-up and now, which is nobody's fault
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the I/O thread tells its log
        }
    }

    private static ByteBufferPool buffers() {
        return new DefaultByteBufferPool(true, 16 * 1024, -1, 4);
    }

    /// What the turnstile limits is not limited a second time: it can say so, the parser cannot.
    private static OptionMap server(Limits limits) {
        return OptionMap.builder()
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.MAX_HEADER_SIZE, 2 * limits.head())
                .set(UndertowOptions.MAX_HEADERS, limits.head())
                .set(UndertowOptions.MAX_PARAMETERS, limits.head())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int) limits.idle().toMillis())
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // Paths are decoded by us, in RequestPath.
                .set(UndertowOptions.DECODE_URL, false)
                .getMap();
    }

    private static OptionMap sockets(Limits limits) {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, 1024)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.CONNECTION_HIGH_WATER, limits.connections())
                .set(Options.CONNECTION_LOW_WATER, limits.connections())
                .getMap();
    }

    int port() {
        return channel.getLocalAddress(InetSocketAddress.class).getPort();
    }

    /// Closes the address itself; connections that came over it go on.
    void close() {
        IoUtils.safeClose(channel);
    }
}
