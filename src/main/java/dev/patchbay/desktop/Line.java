package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A connection over which one line goes each way, within a time.
final class Line implements AutoCloseable {
    private final SocketChannel channel;
    private final CompletableFuture<Void> alarm;

    Line(SocketChannel channel, Duration longest) {
        this.channel = channel;
        // Channels know no time limits; closing one ends whatever waits on it.
        alarm =
                CompletableFuture.runAsync(
                        this::end,
                        CompletableFuture.delayedExecutor(
                                longest.toMillis(), TimeUnit.MILLISECONDS));
    }

    String read() throws IOException {
        return read(Control.LONGEST_LINE);
    }

    String read(int longest) throws IOException {
        var bytes = ByteBuffer.allocate(Math.min(longest, Control.LONGEST_LINE));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            int end = bytes.position() - 1;
            if (end >= 0 && bytes.get(end) == '\n') {
                return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
            }
            if (!bytes.hasRemaining() && bytes.capacity() < longest) {
                bytes = larger(bytes.flip(), Math.min(longest, 2 * bytes.capacity()));
            }
        }
        throw new IOException("no whole line came");
    }

    private static ByteBuffer larger(ByteBuffer bytes, int capacity) {
        return ByteBuffer.allocate(capacity).put(bytes);
    }

    /// From here on the answer may take as long as it takes.
    void takeTime() {
        alarm.cancel(false);
    }

    /// Waits until the other side closes, which has said all that it has to say.
    ///
    /// @param then not called where this side closes first
    void awaitHangUp(Runnable then) {
        try {
            while (channel.read(ByteBuffer.allocate(1)) >= 0) {
                // More than one line is nobody's business.
                continue;
            }
            then.run();
        } catch (ClosedChannelException _) {
            // It was answered.
        } catch (IOException _) {
            then.run();
        }
    }

    void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        alarm.cancel(false);
        end();
    }

    private void end() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more either way.
            return;
        }
    }
}
