package dev.patchbay.app.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.patchbay.wire.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// Backends that repeat every credential they are shown, as the model's name asks for it:
/// `401-plain`, `500-url`, `429-json`, `400-base64` refuse, `200-frames` streams it in pieces,
/// `200-error` fails in the middle of a stream, `200-whole` answers in one piece. With them a
/// sign-in server and a proxy that do the same.
public final class EchoServer implements AutoCloseable {
    private static final int PIECE = 5;

    private final HttpServer server;
    private final ServerSocket proxy;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public EchoServer() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        server = HttpServer.create(new InetSocketAddress(here, 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        proxy = new ServerSocket(0, 50, here);
        var _ = threads.submit(this::proxy);
    }

    public String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    public int proxyPort() {
        return proxy.getLocalPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            String shown = shown(exchange);
            exchange.getResponseHeaders().set("x-echo", "echo-in-a-header");
            if (path.endsWith("/token")) {
                String told = "{\"error\":\"invalid_grant\",\"error_description\":%s}";
                send(exchange, 400, "application/json", told.formatted(json("no: " + body)));
            } else if (path.endsWith("/models")) {
                send(exchange, 401, "application/json", refusal("plain", shown));
            } else {
                String model = model(Json.read(body));
                int dash = model.indexOf('-');
                int status = Integer.parseInt(model.substring(0, dash));
                speak(exchange, status, model.substring(dash + 1), path, shown);
            }
        }
    }

    private static String shown(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        return "%s %s %s"
                .formatted(
                        headers.getFirst("authorization"),
                        headers.getFirst("x-api-key"),
                        exchange.getRequestURI().getQuery());
    }

    private static String model(JsonNode body) {
        JsonNode native_ = body.at("/servingMode/modelId");
        return native_.isTextual() ? native_.asText() : body.path("model").asText();
    }

    private static void speak(
            HttpExchange exchange, int status, String how, String path, String shown)
            throws IOException {
        boolean anthropic = path.endsWith("/messages");
        if (status != 200) {
            send(exchange, status, "application/json", refusal(how, shown));
        } else if (how.equals("whole")) {
            send(exchange, 200, "application/json", anthropic ? message(shown) : chat(shown));
        } else {
            String end = how.equals("error") ? error(shown, anthropic) : end(anthropic);
            String begin = anthropic ? "event: message_start\ndata: " + start() + "\n\n" : "";
            String stream = begin + pieces(shown, anthropic) + end;
            send(exchange, 200, "text/event-stream", stream);
        }
    }

    private static String refusal(String how, String shown) {
        String told =
                switch (how) {
                    case "plain" -> shown;
                    case "url" -> "see /?key=" + URLEncoder.encode(shown, StandardCharsets.UTF_8);
                    case "json" -> "{\"error\": {\"message\": " + json(unicode(shown)) + "}}";
                    case "base64" ->
                            Base64.getEncoder()
                                    .encodeToString(shown.getBytes(StandardCharsets.UTF_8));
                    default -> throw new IllegalArgumentException(how);
                };
        return "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":%s},\"message\":%s}"
                .formatted(json("This was shown: " + told), json(told));
    }

    private static String unicode(String text) {
        return text.chars()
                .mapToObj(c -> Character.isLetter(c) ? "" + (char) c : "\\u%04x".formatted(c))
                .collect(Collectors.joining("", "as text ", ""));
    }

    // ------------------------------------------------------------------ answers

    private static String start() {
        return "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"x\",\"content\":[],\"usage\":{\"input_tokens\":7,\"output_tokens\":1}}}";
    }

    private static String pieces(String shown, boolean anthropic) {
        var frames = new StringBuilder();
        if (anthropic) {
            frames.append(
                    "event: content_block_start\n"
                        + "data:"
                        + " {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n");
        }
        for (int at = 0; at < shown.length(); at += PIECE) {
            String piece = json(shown.substring(at, Math.min(shown.length(), at + PIECE)));
            frames.append(
                    anthropic
                            ? "event: content_block_delta\n"
                                  + "data:"
                                  + " {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                                    + piece
                                    + "}}\n\n"
                            : "data: {\"choices\":[{\"delta\":{\"content\":" + piece + "}}]}\n\n");
        }
        return frames.toString();
    }

    private static String end(boolean anthropic) {
        return anthropic
                ? "event: content_block_stop\n"
                      + "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
                      + "event: message_delta\n"
                      + "data:"
                      + " {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\n"
                      + "event: message_stop\n"
                      + "data: {\"type\":\"message_stop\"}\n\n"
                : "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n";
    }

    private static String error(String shown, boolean anthropic) {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":%s}}";
        return (anthropic ? "event: error\n" : "")
                + "data: %s\n\n".formatted(error.formatted(json(shown)));
    }

    private static String message(String shown) {
        return "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"x\",\"content\":[{\"type\":\"text\",\"text\":%s}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}"
                .formatted(json(shown));
    }

    private static String chat(String shown) {
        return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":%s},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}"
                .formatted(json(shown));
    }

    private static String json(String text) {
        TextNode node = JsonNodeFactory.instance.textNode(text);
        return node.toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    // ------------------------------------------------------------------ the proxy

    /// Lets nobody through.
    private Void proxy() throws IOException {
        while (!proxy.isClosed()) {
            Socket client = proxy.accept();
            var _ =
                    threads.submit(
                            () -> {
                                refuse(client);
                                return true;
                            });
        }
        return null;
    }

    private static void refuse(Socket client) throws IOException {
        try (client) {
            var in = client.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            String told = head.toString();
            client.getOutputStream()
                    .write(
                            "HTTP/1.1 403 Forbidden by %s\r\ncontent-length: %d\r\n\r\n%s"
                                    .formatted(
                                            told.lines()
                                                    .filter(it -> it.contains("asic"))
                                                    .findFirst(),
                                            told.length(),
                                            told)
                                    .getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
