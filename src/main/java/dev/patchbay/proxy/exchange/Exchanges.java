package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.Codec;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.client.HttpClientStream;

import io.undertow.server.HttpServerExchange;

import org.xnio.XnioIoThread;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The exchanges under way, and what else clients wait for.
public final class Exchanges {
    private record Running(Runnable end, XnioIoThread io) {}

    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /// Counts something until it is over.
    ///
    /// @param end tells it to end, on its own thread
    /// @return to be run when it is over
    public Runnable count(Runnable end, XnioIoThread io) {
        var entry = new Running(end, io);
        running.add(entry);
        return () -> running.remove(entry);
    }

    /// Begins one for a client.
    public void begin(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            HttpServerExchange http,
            BodyBudget.Share share) {
        begin(
                board,
                incoming,
                codec,
                http.getIoThread(),
                (listener, copy) -> new HttpClientStream(http, listener, copy),
                share::release);
    }

    /// Begins one on its I/O thread, which is this one.
    ///
    /// @param way where its answer goes
    public void begin(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            XnioIoThread io,
            ClientStream.Opening way,
            Runnable onOver) {
        var holder = new Running[1];
        var exchange =
                new Exchange(
                        board,
                        incoming,
                        codec,
                        io,
                        way,
                        () -> {
                            onOver.run();
                            running.remove(holder[0]);
                        });
        holder[0] = new Running(exchange::shutDown, io);
        running.add(holder[0]);
        exchange.begin();
    }

    public int count() {
        return running.size();
    }

    /// Tells all that still run to end; answers how many there were.
    public int shutDown() {
        int count = 0;
        for (Running each : running) {
            count++;
            each.io.execute(each.end);
        }
        return count;
    }
}
