package dev.patchbay.backend;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// TLS over another transport, from the first word of its handshake on.
///
/// What was read is opened in the buffers of the I/O thread and handed over at once. What stays
/// behind between two reads is
///
/// * the beginning of a record, whose rest the socket will announce, or
/// * something the socket knows nothing of: whole records for which the reader had no room, the
///   other side's word that it is done, or whole records that must wait for a task of the engine
///   (the check of a certificate). Then `waiting` is set, and who resumes reading is woken.
///
/// A task runs on a thread of its own and wakes both directions when it is done. It holds the
/// engine's lock, so until then the engine is not even asked how it is.
///
/// Nothing that was opened is ever kept, so a pause between two reads loses nothing.
///
/// Reading and writing both carry a handshake on as far as they can, also one in the middle of the
/// connection (TLS 1.2's renegotiation, TLS 1.3's new keys). Only the first is waited for: until it
/// `isSettled`, nothing is to be sent.
///
/// All this is the state of one engine, and so one file.
final class TlsTransport implements Transport {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /// The engine passes on whatever a check of certificates throws.
    private static final String UNFORESEEN = "the TLS engine met a fault of its own";

    private static final int MOST_VAIN = 4;

    private final Transport below;
    private final SSLEngine engine;
    private final Scratch scratch;
    private final Executor io;
    private final Remainder unopened = new Remainder();
    private final Remainder unsent = new Remainder();
    private boolean waiting;
    private boolean working;
    private boolean closed;

    /// @param scratch the buffers of the thread on which `io` executes
    TlsTransport(Transport below, SSLEngine engine, Scratch scratch, Executor io) {
        this.below = below;
        this.engine = engine;
        this.scratch = scratch;
        this.io = io;
    }

    /// Whether no handshake is under way; before the first, whether it has not begun.
    boolean isSettled() {
        return !working && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    @Override
    public void listen(Runnable readable, Runnable writable) {
        below.listen(readable, writable);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (working) {
            return 0;
        }
        int start = into.position();
        ByteBuffer sealed = scratch.sealedIn();
        unopened.moveTo(sealed);
        int came = below.read(sealed);
        open(sealed.flip(), into);
        unopened.keep(sealed);
        unopened.trim();
        int count = into.position() - start;
        if (count > 0 || working) {
            return count;
        }
        if (engine.isInboundDone()) {
            return -1;
        }
        if (came < 0) {
            throw new EOFException("the connection was cut");
        }
        return 0;
    }

    private void open(ByteBuffer sealed, ByteBuffer into) throws IOException {
        int start = into.position();
        int vain = 0;
        waiting = true;
        while (readyToOpen()) {
            SSLEngineResult result = unwrapped(sealed, into);
            switch (result.getStatus()) {
                case OK -> {
                    // What does nothing over and over would do so for ever.
                    boolean moved = result.bytesConsumed() > 0 || result.bytesProduced() > 0;
                    vain = moved ? 0 : vain + 1;
                    if (vain > MOST_VAIN) {
                        throw new SSLException("the handshake does not get on");
                    }
                }
                case BUFFER_UNDERFLOW -> {
                    waiting = false;
                    return;
                }
                case BUFFER_OVERFLOW -> {
                    if (into.position() == start) {
                        throw new SSLException("a record is larger than the room for it");
                    }
                    return;
                }
                case CLOSED -> {
                    return;
                }
            }
        }
    }

    /// Says what the handshake has to say first. Answers whether the engine can be read through.
    private boolean readyToOpen() throws IOException {
        if (!works() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            if (unsent.size() > Scratch.SIZE) {
                throw new SSLException("it asks for handshakes and does not hear the answers");
            }
            seal(NOTHING);
        }
        return !works();
    }

    @Override
    public void resumeReads() {
        below.resumeReads();
        if (waiting && !working) {
            below.wake();
        }
    }

    @Override
    public void suspendReads() {
        below.suspendReads();
    }

    @Override
    public boolean write(ByteBuffer... from) throws IOException {
        while (flushed() && !works()) {
            if (!Remainder.isIn(from) && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                return true;
            }
            if (!seal(from)) {
                return false;
            }
        }
        return false;
    }

    private boolean flushed() throws IOException {
        boolean flushed = unsent.size() == 0 || below.write(unsent.bytes());
        unsent.trim();
        return flushed;
    }

    /// Seals and sends as much as fits into one write, or what the handshake has to say. Answers
    /// whether that was anything.
    private boolean seal(ByteBuffer... from) throws IOException {
        ByteBuffer sealed = scratch.sealedOut();
        SSLEngineResult result;
        do {
            result = wrapped(from, sealed);
            if (result.getStatus() == Status.CLOSED && Remainder.isIn(from)) {
                throw new EOFException("the other side wants no more");
            }
        } while (result.getStatus() == Status.OK
                && result.bytesProduced() > 0
                && (Remainder.isIn(from)
                        || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP));
        sealed.flip();
        boolean any =
                sealed.hasRemaining() || result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        if (unsent.size() == 0) {
            below.write(sealed);
        }
        unsent.keep(sealed);
        return any;
    }

    private SSLEngineResult unwrapped(ByteBuffer sealed, ByteBuffer into) throws SSLException {
        try {
            return engine.unwrap(sealed, into);
        } catch (RuntimeException e) {
            throw new SSLException(UNFORESEEN, e);
        }
    }

    private SSLEngineResult wrapped(ByteBuffer[] from, ByteBuffer sealed) throws SSLException {
        try {
            return engine.wrap(from, sealed);
        } catch (RuntimeException e) {
            throw new SSLException(UNFORESEEN, e);
        }
    }

    /// Whether a task of the engine is to be waited for; if it has one, it is begun here.
    private boolean works() {
        if (!working && engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            working = true;
            Thread.ofVirtual().name("tls handshake").start(this::work);
        }
        return working;
    }

    private void work() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
        io.execute(
                () -> {
                    working = false;
                    below.wake();
                });
    }

    @Override
    public void wake() {
        below.wake();
    }

    @Override
    public boolean isOpen() {
        return below.isOpen() && (working || !engine.isInboundDone());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sayGoodbye();
            below.close();
        }
    }

    /// Tells the other side that this is the end, or what was wrong with it, if it can be told now.
    private void sayGoodbye() {
        if (working || unsent.size() > 0) {
            return;
        }
        try {
            engine.closeOutbound();
            seal(NOTHING);
        } catch (IOException e) {
            // It has left, so there is nobody to tell.
        }
    }
}
