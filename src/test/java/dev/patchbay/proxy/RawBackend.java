package dev.patchbay.proxy;

import dev.patchbay.wire.Json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A backend of plain sockets, for what no well-behaved server can be brought to do: silence, cuts
/// in the middle of a chunk, resets, bytes that are not HTTP. Each connection plays the test's
/// script on a thread of its own.
public final class RawBackend implements AutoCloseable {
    /// What the backend does on one connection. When it returns, the connection is closed.
    @FunctionalInterface
    public interface Script {
        void play(Guest guest) throws Exception;
    }

    public static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\n"
                    + "Content-Type: text/event-stream\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n";
    public static final String WHOLE =
            "{\"choices\":[{\"message\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";

    private static final int PATIENCE_MILLIS = (int) TimeUnit.SECONDS.toMillis(20);

    private final ServerSocket door;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();

    public RawBackend(Script script) throws IOException {
        this.script = script;
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("raw backend").start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:%d/v1".formatted(door.getLocalPort());
    }

    /// How many connections were made so far.
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().name("raw guest").start(() -> play(socket, number));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                faults.add(e);
            }
        }
    }

    private void play(Socket socket, int number) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            script.play(new Guest(socket, number));
        } catch (Throwable e) {
            if (!door.isClosed()) {
                faults.add(e);
            }
        }
    }

    /// Ends without asking how the scripts fared, for those that have no end of their own.
    public void leave() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Fails the test if a script did not come to its end.
    @Override
    public void close() {
        leave();
        Throwable fault = faults.poll();
        if (fault != null) {
            throw new AssertionError("the backend's script failed: " + fault, fault);
        }
    }

    /// One connection of the proxy.
    public static final class Guest {
        private final Socket socket;
        private final InputStream in;
        private final int number;
        private byte[] body = {};

        Guest(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.number = number;
        }

        /// The how-manieth connection this is, from 1.
        int number() {
            return number;
        }

        /// Whether another request comes before the proxy leaves.
        public boolean awaitsRequest() throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            return true;
        }

        /// Reads one request to its end; answers the model that it asks for.
        String requestedModel() throws IOException {
            request();
            return Json.objectOrNull(new String(body, StandardCharsets.UTF_8))
                    .path("model")
                    .asText();
        }

        /// Whether the last request asked for a stream.
        boolean wantsStream() {
            return Json.objectOrNull(new String(body, StandardCharsets.UTF_8))
                    .path("stream")
                    .asBoolean();
        }

        /// Reads one request to its end; answers its head.
        public String request() throws IOException {
            var head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("the proxy left instead of asking");
                }
                head.write(b);
                matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            for (String line : text.lines().toList()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    body = in.readNBytes(Integer.parseInt(line.substring(15).strip()));
                }
            }
            return text;
        }

        /// The body of the request that was read last.
        public byte[] body() {
            return body;
        }

        public Guest send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        public Guest send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        }

        /// Sends these frames' data, each as an HTTP chunk of its own.
        public Guest frames(String... data) throws IOException {
            for (String each : data) {
                chunk("data: " + each + "\n\n");
            }
            return this;
        }

        public Guest chunk(String text) throws IOException {
            return chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        public Guest chunk(byte[] bytes) throws IOException {
            return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
        }

        public Guest text(String text) throws IOException {
            return frames(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}".formatted(text));
        }

        /// The finish, the usage and the end of the stream.
        public Guest finish() throws IOException {
            frames(
                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}",
                    "[DONE]");
            return send("0\r\n\r\n");
        }

        /// Answers in one piece.
        public Guest whole(int status, String contentType, String body) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            return send(
                    "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(status, contentType, length, body));
        }

        /// Waits until the proxy has closed its side; answers when that was.
        public long closed() throws IOException {
            try {
                while (in.read() >= 0) {}
            } catch (java.net.SocketTimeoutException e) {
                throw new AssertionError("the proxy kept its connection", e);
            } catch (IOException e) {
                // A reset is a close too.
                return System.nanoTime();
            }
            return System.nanoTime();
        }

        /// Whether the proxy is still there after this while, in which it says nothing.
        boolean stays(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                return in.read() >= 0;
            } catch (java.net.SocketTimeoutException e) {
                // Nothing was said, and nothing was to be said.
                return true;
            }
        }

        /// Ends the connection with a reset instead of an orderly close.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        Socket socket() {
            return socket;
        }
    }
}
