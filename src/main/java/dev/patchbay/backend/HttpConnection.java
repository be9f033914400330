package dev.patchbay.backend;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One HTTP/1.1 connection to a backend. It lives on one I/O thread and carries one request at a
/// time:
///
/// ```
///         send            response complete, keep-alive
/// IDLE ─────────▶ BUSY ─────────────────────────────────▶ IDLE
///   │              │ broken, closed, not keep-alive
///   └──────────────┴────────────────────────────────────▶ CLOSED
/// ```
///
/// Writing goes on beside it: a backend may answer before it has read the whole request. While idle
/// the connection keeps reading, so that a close by the other side is noticed before the next
/// request is put on it.
final class HttpConnection {
    /// Told what becomes of the request on this connection.
    interface Listener extends ResponseReader.Listener {
        /// The body is whole. Whether the connection can be used again is known by `reusable()`.
        void end();

        /// @param beforeAnyByte nothing of an answer had come
        void broken(Exception reason, boolean beforeAnyByte);
    }

    private sealed interface Place {
        record Idle() implements Place {}

        record Busy(ResponseReader response, Listener listener) implements Place {}

        record Closed() implements Place {}
    }

    private static final ByteBuffer[] NOTHING = {};

    private final Transport transport;
    private final Scratch scratch;
    private final Runnable onIdleClose;

    private Place place = new Place.Idle();
    private ByteBuffer[] unsent = NOTHING;
    private boolean reusable = true;
    private boolean paused;
    private @Nullable IOException writeFault;

    /// @param onIdleClose told when the connection is lost while nobody uses it
    HttpConnection(Transport transport, Scratch scratch, Runnable onIdleClose) {
        this.transport = transport;
        this.scratch = scratch;
        this.onIdleClose = onIdleClose;
        transport.listen(this::read, this::write);
        transport.resumeReads();
    }

    void send(String method, ByteBuffer[] request, Listener listener) {
        unsent = request;
        place = new Place.Busy(new ResponseReader(method, listener), listener);
        write();
        resume();
    }

    boolean reusable() {
        return reusable && place instanceof Place.Idle && transport.isOpen();
    }

    void pause() {
        if (!paused) {
            paused = true;
            transport.suspendReads();
        }
    }

    void resume() {
        if (paused && !isClosed()) {
            paused = false;
            transport.resumeReads();
        }
    }

    void close() {
        if (place instanceof Place.Busy(var response, _)) {
            response.hush();
        }
        if (!isClosed()) {
            place = new Place.Closed();
            transport.close();
        }
    }

    private boolean isClosed() {
        return place instanceof Place.Closed;
    }

    private void write() {
        if (writeFault != null) {
            return;
        }
        try {
            if (transport.write(unsent)) {
                unsent = NOTHING;
            }
        } catch (IOException e) {
            // A backend that refused a request early may have answered before it closed its side:
            // read that first.
            unsent = NOTHING;
            reusable = false;
            writeFault = e;
            transport.wake();
        }
    }

    /// Reads until there is no more, but hands over what each read brought as one piece.
    private void read() {
        try {
            while (!isClosed() && !paused) {
                ByteBuffer clear = scratch.clear();
                int count = transport.read(clear);
                if (count < 0) {
                    ended();
                    return;
                }
                if (count > 0) {
                    take(clear.array(), count);
                }
                if (clear.hasRemaining()) {
                    // The usual case: one read brought all; the transport tells when there is more.
                    break;
                }
            }
            if (!isClosed() && !paused) {
                transport.resumeReads();
            }
        } catch (IOException | BadResponse e) {
            fail(e);
        }
    }

    private void take(byte[] bytes, int count) throws BadResponse {
        if (!(place instanceof Place.Busy(var response, var listener))) {
            throw new BadResponse("it sent something that nobody asked for");
        }
        response.take(bytes, 0, count);
        if (response.complete() && !isClosed()) {
            finish(listener, response.keepsAlive());
        }
    }

    private void ended() {
        if (place instanceof Place.Busy(var response, var listener) && response.mayEndHere()) {
            finish(listener, false);
        } else {
            fail(new EOFException());
        }
    }

    private void finish(Listener listener, boolean keepsAlive) {
        // An answer that came before its request was sent leaves the connection in the middle of
        // that request.
        reusable = reusable && keepsAlive && unsent.length == 0;
        place = new Place.Idle();
        resume();
        listener.end();
    }

    private void fail(Exception reason) {
        Place last = place;
        close();
        switch (last) {
            case Place.Busy(var response, var listener) ->
                    listener.broken(writeFault == null ? reason : writeFault, response.empty());
            case Place.Idle _ -> onIdleClose.run();
            case Place.Closed _ -> {}
        }
    }
}
