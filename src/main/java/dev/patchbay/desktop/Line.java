package dev.patchbay.desktop;

import java.io.IOException;
import java.nio.ByteBuffer;
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
        var bytes = ByteBuffer.allocate(Control.LONGEST_LINE);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            int end = bytes.position() - 1;
            if (end >= 0 && bytes.get(end) == '\n') {
                return new String(bytes.array(), 0, end, StandardCharsets.UTF_8);
            }
        }
        throw new IOException("no whole line came");
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
