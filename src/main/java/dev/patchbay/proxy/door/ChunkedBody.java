package dev.patchbay.proxy.door;

import dev.patchbay.proxy.bodies.BrokenBody;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// Unpacks a chunked body where it is read, in the place of the server's own reader: that one skips
/// what it does not understand between chunks, and takes some sizes for an end.
final class ChunkedBody extends PlainConduit {
    private final Turnstile turnstile;
    private final HttpServerExchange http;
    private final Chunks chunks = new Chunks();
    private boolean broken;

    private ChunkedBody(Turnstile turnstile, HttpServerExchange http) {
        super(turnstile);
        this.turnstile = turnstile;
        this.http = http;
    }

    /// Reads this request's body, if it is sent in chunks.
    static void of(HttpServerExchange http, Turnstile turnstile) {
        if (http.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            var body = new ChunkedBody(turnstile, http);
            var connection = (AbstractServerConnection) http.getConnection();
            connection.getChannel().getSourceChannel().setConduit(body);
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (broken) {
            return turnstile.read(dst);
        }
        while (!chunks.ended() && dst.hasRemaining()) {
            int from = dst.position();
            int count = turnstile.chunks(dst);
            if (count < 0) {
                throw new ClosedChannelException();
            }
            if (count == 0) {
                return 0;
            }
            unpack(dst, from);
            if (dst.position() > from) {
                return dst.position() - from;
            }
        }
        return chunks.ended() ? -1 : 0;
    }

    /// Leaves only the body of what was read.
    private void unpack(ByteBuffer dst, int from) throws IOException {
        int to = dst.position();
        int out = from;
        int at = from;
        while (at < to && !chunks.ended()) {
            int data = (int) Math.min(chunks.data(), to - at);
            if (data > 0) {
                dst.put(out, dst, at, data);
                chunks.passed(data);
                out += data;
                at += data;
            } else {
                Flaw flaw = chunks.take(dst.get(at++));
                if (flaw != null) {
                    dst.position(from);
                    throw broken(flaw);
                }
            }
        }
        dst.position(out);
        if (chunks.ended()) {
            turnstile.chunksEnded(dst, at, to);
            Connectors.terminateRequest(http);
        }
    }

    private BrokenBody broken(Flaw flaw) {
        broken = true;
        turnstile.close();
        // Said in the answer, which is the connection's last.
        http.getResponseHeaders().put(Headers.CONNECTION, "close");
        return new BrokenBody(flaw.error());
    }

    @Override
    public void resumeReads() {
        if (chunks.ended()) {
            wakeupReads();
        } else {
            super.resumeReads();
        }
    }

    @Override
    public void terminateReads() throws IOException {
        // What still comes of a broken body is swallowed until the answer was heard.
        if (!broken) {
            super.terminateReads();
        }
    }
}
