package dev.patchbay.proxy.door;

import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Closes a connection whose client takes nothing of what it is sent: nobody else would, when many
/// small answers are asked for and none is read. An exchange gives up earlier, by a timer of its
/// own that also tells of it.
final class Outflow extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final Patience patience;

    private Outflow(StreamSinkConduit next, Patience patience) {
        super(next);
        this.patience = patience;
    }

    /// Puts one into a connection that was just made.
    static void into(StreamConnection connection, Duration length) {
        var sink = connection.getSinkChannel();
        var patience =
                new Patience(connection.getIoThread(), length, () -> IoUtils.safeClose(connection));
        sink.setConduit(new Outflow(sink.getConduit(), patience));
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return (int) wrote(next.write(src), src.hasRemaining());
    }

    @Override
    public long write(ByteBuffer[] srcs, int from, int length) throws IOException {
        return wrote(next.write(srcs, from, length), true);
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return (int) wrote(next.writeFinal(src), src.hasRemaining());
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int from, int length) throws IOException {
        return wrote(next.writeFinal(srcs, from, length), true);
    }

    private long wrote(long count, boolean more) {
        if (count == 0 && more) {
            patience.begin();
        } else {
            patience.stop();
        }
        return count;
    }
}
