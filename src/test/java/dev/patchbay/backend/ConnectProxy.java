package dev.patchbay.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP proxy that knows `CONNECT`. Whatever name it is asked for, it leads to one port of this
/// computer; or it plays the test's script instead.
public final class ConnectProxy implements AutoCloseable {
    /// What it does once it was asked.
    @FunctionalInterface
    interface Script {
        void play(Socket client) throws IOException;
    }

    static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

    private static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket door;
    private final Script script;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    ConnectProxy(Script script) throws IOException {
        this.script = script;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    /// A proxy that does what it is there for.
    public static ConnectProxy to(int port) throws IOException {
        return new ConnectProxy(
                client -> {
                    client.getOutputStream().write(OPEN.getBytes(StandardCharsets.ISO_8859_1));
                    lead(client, port);
                });
    }

    /// A proxy that answers this and hangs up.
    static ConnectProxy saying(String answer) throws IOException {
        return new ConnectProxy(
                client ->
                        client.getOutputStream()
                                .write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static void lead(Socket client, int port) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var back = Thread.ofVirtual().name("proxy back").start(() -> pass(server, client));
            pass(client, server);
            back.join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has left, so the other may go as well.
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                client.setSoTimeout(PATIENCE_MILLIS);
                Thread.ofVirtual().name("proxy client").start(() -> serve(client));
            } catch (IOException e) {
                // The door was closed: the test is over.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            asked.add(head(client.getInputStream()));
            script.play(client);
        } catch (IOException e) {
            // The client left first, which some tests are about.
            open.remove(client);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("nothing was asked");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    String authority() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /// The heads of what it was asked.
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
