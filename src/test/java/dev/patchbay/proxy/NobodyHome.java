package dev.patchbay.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port on which nobody listens, and that nobody else is given meanwhile.
final class NobodyHome implements AutoCloseable {
    private final Socket holding = new Socket();

    NobodyHome() throws IOException {
        holding.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(holding.getLocalPort());
    }

    @Override
    public void close() {
        try {
            holding.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
