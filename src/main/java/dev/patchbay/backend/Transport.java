package dev.patchbay.backend;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of one connection, in the clear, whatever carries them. It lives on one I/O thread and
/// never waits.
interface Transport {
    /// Room that a reader must offer: the largest piece that cannot be handed over in parts.
    int LEAST_ROOM = 40 * 1024;

    /// Names who is told that reading or writing is worth a try. Both may be told without cause.
    void listen(Runnable readable, Runnable writable);

    /// Reads what is there and fits: 0 when that is nothing, -1 when the other side has said that
    /// it is done. A connection that was cut is an `IOException` wherever the two can be told
    /// apart.
    ///
    /// @param into with `LEAST_ROOM`
    int read(ByteBuffer into) throws IOException;

    /// From now on `readable` is told as long as there is something to read; reading all of it at
    /// once is not asked for.
    void resumeReads();

    void suspendReads();

    /// Sends what can be sent now, and what earlier calls could not. Answers whether nothing is
    /// left; else `writable` is told when it is worth calling again.
    boolean write(ByteBuffer... from) throws IOException;

    /// Tells `readable` and `writable` soon, from the event loop.
    void wake();

    boolean isOpen();

    /// Ends both directions at once. Harmless when it is closed.
    void close();
}
