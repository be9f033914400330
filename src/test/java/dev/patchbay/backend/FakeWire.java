package dev.patchbay.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/// A transport that the test turns by hand: what is written lies there until it is taken, in pieces
/// of random size, and what is read comes in pieces of random size.
final class FakeWire implements Transport {
    private final Random random;
    private final int mostAtOnce;
    private final Deque<Byte> incoming = new ArrayDeque<>();
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private Runnable readable = () -> {};
    private Runnable writable = () -> {};
    private boolean reading;
    private boolean writing;
    private boolean woken;
    private boolean otherEndClosed;
    private boolean open = true;
    private boolean blocked;

    FakeWire(Random random, int mostAtOnce) {
        this.random = random;
        this.mostAtOnce = mostAtOnce;
    }

    /// Brings bytes from the other end.
    void bring(byte[] bytes) {
        for (byte b : bytes) {
            incoming.add(b);
        }
    }

    /// The other end closes when what it brought is read.
    void closeOtherEnd() {
        otherEndClosed = true;
    }

    /// From now on it takes nothing any more.
    void block() {
        blocked = true;
    }

    /// What was written since the last time.
    byte[] taken() {
        byte[] bytes = outgoing.toByteArray();
        outgoing.reset();
        return bytes;
    }

    /// One round of the event loop; answers whether there was anything to do.
    boolean turn() {
        boolean awake = woken;
        woken = false;
        boolean read = awake || reading && (!incoming.isEmpty() || otherEndClosed);
        boolean write = awake || writing;
        if (open && read) {
            readable.run();
        }
        if (open && write) {
            writable.run();
        }
        return read || write;
    }

    @Override
    public void listen(Runnable readable, Runnable writable) {
        this.readable = readable;
        this.writable = writable;
    }

    @Override
    public int read(ByteBuffer into) {
        if (incoming.isEmpty()) {
            return otherEndClosed ? -1 : 0;
        }
        int count = Math.min(1 + random.nextInt(mostAtOnce), into.remaining());
        int given = Math.min(count, incoming.size());
        for (int i = 0; i < given; i++) {
            into.put(incoming.remove());
        }
        return given;
    }

    @Override
    public boolean write(ByteBuffer... from) throws IOException {
        if (!open) {
            throw new IOException("closed");
        }
        int room = blocked ? 0 : random.nextInt(mostAtOnce);
        for (ByteBuffer each : from) {
            for (; each.hasRemaining() && room > 0; room--) {
                outgoing.write(each.get());
            }
        }
        writing = Remainder.isIn(from);
        return !writing;
    }

    @Override
    public void resumeReads() {
        reading = true;
    }

    @Override
    public void suspendReads() {
        reading = false;
    }

    @Override
    public void wake() {
        woken = true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
