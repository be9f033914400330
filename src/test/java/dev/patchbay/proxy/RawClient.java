package dev.patchbay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.wire.Json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client of one plain socket, so that a test decides about every byte it sends, about how fast
/// it reads, and about when it leaves.
public final class RawClient implements AutoCloseable {
    static final String HI =
            "\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    static final String STREAMED = "{\"model\":\"m\",\"stream\":true," + HI + "}";
    public static final String WHOLE = "{\"model\":\"m\"," + HI + "}";

    /// An answer read to its end; header names in small letters.
    public record Response(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            try {
                return Json.read(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// The kind of the error this answer tells, once its envelope is found right.
        public String errorType() {
            assertEquals("error", json().path("type").asText(), body);
            assertEquals(header("request-id"), json().path("request_id").asText(), body);
            return json().path("error").path("type").asText();
        }

        public String errorMessage() {
            return json().path("error").path("message").asText();
        }
    }

    private final Socket socket;
    private final InputStream in;
    private InputStream body = InputStream.nullInputStream();

    public RawClient(House house) throws IOException {
        this(new Socket(), house);
    }

    public RawClient(int port) throws IOException {
        this(new Socket(), port);
    }

    /// @param fresh not connected yet, so that its buffers can still be chosen
    public RawClient(Socket fresh, House house) throws IOException {
        this(fresh, house.port());
    }

    private RawClient(Socket fresh, int port) throws IOException {
        socket = fresh;
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Asks a house once, and reads the whole answer.
    public static Response ask(House house, String body, String... headers) throws IOException {
        try (var client = new RawClient(house)) {
            return client.post("/v1/messages", body, headers).response();
        }
    }

    static Response get(House house, String path, String... headers) throws IOException {
        try (var client = new RawClient(house)) {
            return client.request("GET", path, withToken(headers)).response();
        }
    }

    public RawClient ask(String body) throws IOException {
        return post("/v1/messages", body);
    }

    /// Posts JSON with the local token; a header given here takes the place of the usual one.
    public RawClient post(String path, String json, String... headers) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(usual(headers)));
        all.addAll(List.of("Content-Length", String.valueOf(bytes.length)));
        return request("POST", path, all.toArray(String[]::new)).write(bytes);
    }

    /// The head of a message that is to have so many bytes.
    RawClient announce(long bytes, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Length", String.valueOf(bytes)));
        return begin(all.toArray(String[]::new));
    }

    /// The head of a message, in JSON and with the local token, unless other headers are given.
    RawClient begin(String... headers) throws IOException {
        return request("POST", "/v1/messages", usual(headers));
    }

    public RawClient request(String method, String path, String... headers) throws IOException {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        boolean named = false;
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            named |= headers[i].equals("Host");
        }
        return write(text + (named ? "\r\n" : "Host: localhost\r\n\r\n"));
    }

    public RawClient write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// Reads one answer to its end.
    public Response response() throws IOException {
        Response head = head();
        return new Response(
                head.status, head.headers, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    /// Reads status and headers; the body can then be read piece by piece.
    public Response head() throws IOException {
        String first = line();
        var headers = new TreeMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        body =
                headers.containsKey("content-length")
                        ? new Fixed(Long.parseLong(headers.get("content-length")))
                        : headers.containsKey("transfer-encoding") ? new Chunked() : body;
        return new Response(Integer.parseInt(first.substring(9, 12)), headers, "");
    }

    /// The next frame of a stream, without the blank line that ends it; empty at the stream's end.
    public String frame() throws IOException {
        var text = new ByteArrayOutputStream();
        for (int b = body.read(), last = 0; b >= 0; last = b, b = body.read()) {
            if (b == '\n' && last == '\n') {
                return text.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            text.write(b);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /// Reads frames up to the first that holds this, which is the answer.
    public String frameWith(String part) throws IOException {
        String frame = frame();
        while (!frame.contains(part)) {
            if (frame.isEmpty()) {
                throw new AssertionError("the stream ended without " + part);
            }
            frame = frame();
        }
        return frame;
    }

    /// The rest of the body.
    String rest() throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    InputStream body() {
        return body;
    }

    /// Whether the proxy closes this connection, with nothing more said on it.
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            // A reset is a close too.
            return true;
        }
    }

    /// Whether the proxy closes this connection without a word. What it says instead can be read.
    public boolean isSilentEnd() throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first < 0;
    }

    /// Whether nothing comes within the socket's timeout.
    boolean isSilent() throws IOException {
        in.mark(1);
        try {
            in.read();
            in.reset();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            // As hoped.
            return true;
        }
    }

    /// Leaves without a word, in an orderly way.
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// Leaves with a reset.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    private static String[] usual(String... headers) {
        var all = new ArrayList<>(List.of(withToken(headers)));
        if (!all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return all.toArray(String[]::new);
    }

    private static String[] withToken(String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (!all.contains("x-api-key") && !all.contains("Authorization")) {
            all.addAll(List.of("x-api-key", House.TOKEN));
        }
        return all.toArray(String[]::new);
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the proxy closed the connection after: " + text);
            }
            if (b != '\r') {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    private final class Fixed extends InputStream {
        private long left;

        Fixed(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int b = in.read();
            if (b < 0) {
                throw new EOFException(
                        "the answer was cut %d bytes before its end".formatted(left));
            }
            left--;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int count = left == 0 ? -1 : in.read(into, from, (int) Math.min(most, left));
            if (count < 0 && left > 0) {
                throw new EOFException(
                        "the answer was cut %d bytes before its end".formatted(left));
            }
            left -= Math.max(count, 0);
            return count;
        }
    }

    private final class Chunked extends InputStream {
        private int left;
        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (left == 0 && !next()) {
                return -1;
            }
            int count = in.read(into, from, Math.min(most, left));
            if (count < 0) {
                throw new EOFException("the answer was cut inside a chunk");
            }
            left -= count;
            if (left == 0) {
                assertEquals("", line());
            }
            return count;
        }

        private boolean next() throws IOException {
            if (!ended) {
                left = Integer.parseInt(line(), 16);
                if (left == 0) {
                    ended = true;
                    assertEquals("", line());
                }
            }
            return !ended;
        }
    }
}
