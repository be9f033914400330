package dev.patchbay.backend.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.patchbay.wire.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// OCI on this computer. It checks every signature by the rules that Oracle publishes, written down
/// here once more and on their own: what it accepts, OCI should accept; what it refuses, it refuses
/// in OCI's words.
public final class OciServer implements AutoCloseable {
    /// What it is asked, after the signature was found good.
    public record Asked(String target, String keyId, String body, String compartment) {
        public ObjectNode json() {
            ObjectNode json = Json.objectOrNull(body);
            if (json == null) {
                throw new AssertionError("not JSON: " + body);
            }
            return json;
        }
    }

    /// What it answers, in turn; the last one again and again.
    public record Reply(int status, String contentType, String body, String retryAfter) {
        public static Reply json(int status, String body) {
            return new Reply(status, "application/json", body, "");
        }

        public static Reply stream(String... events) {
            var text = new StringBuilder();
            for (String event : events) {
                text.append("data: ").append(event).append("\n\n");
            }
            return new Reply(200, "text/event-stream", text.toString(), "");
        }
    }

    public static final String REQUEST_ID = "unique/id/of/this/request";

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Pattern PART = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final HttpServer server;
    private final PublicKey key;
    private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile Instant now = Instant.now();
    private volatile String nextToken = "";
    private volatile CountDownLatch mayRefresh = new CountDownLatch(0);

    public OciServer(PublicKey key) throws IOException {
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String refreshUrl() {
        return url() + "/v1/authentication/refresh";
    }

    /// What its clock says.
    public void at(Instant instant) {
        now = instant;
    }

    public void answers(Reply... inTurn) {
        replies.clear();
        replies.addAll(List.of(inTurn));
    }

    /// The token that a refresh brings, once `gate` is open.
    void renewsTo(String token, CountDownLatch gate) {
        nextToken = token;
        mayRefresh = gate;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /// Why signatures were refused.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    int refreshes() {
        return refreshes.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String keyId;
            try {
                keyId = check(exchange, body);
            } catch (Refused e) {
                refusals.add(e.reason);
                send(
                        exchange,
                        Reply.json(
                                401,
                                "{\"code\":\"NotAuthenticated\",\"message\":\"The required"
                                    + " information to complete authentication was not provided or"
                                    + " was incorrect.\"}"));
                return;
            }
            if (exchange.getRequestURI().getPath().equals("/v1/authentication/refresh")) {
                refresh(exchange, keyId, new String(body, StandardCharsets.UTF_8));
                return;
            }
            asked.add(
                    new Asked(
                            exchange.getRequestURI().toString(),
                            keyId,
                            new String(body, StandardCharsets.UTF_8),
                            header(exchange, "opc-compartment-id")));
            Reply reply = replies.size() > 1 ? replies.poll() : replies.peek();
            send(exchange, reply == null ? Reply.json(500, "{}") : reply);
        }
    }

    private void refresh(HttpExchange exchange, String keyId, String body) throws IOException {
        refreshes.incrementAndGet();
        try {
            mayRefresh.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        ObjectNode json = Json.objectOrNull(body);
        boolean own = json != null && keyId.equals("ST$" + json.path("currentToken").asText());
        send(
                exchange,
                own && !nextToken.isEmpty()
                        ? Reply.json(200, "{\"token\":\"" + nextToken + "\"}")
                        : Reply.json(401, "{\"code\":\"NotAuthenticated\",\"message\":\"No.\"}"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.getResponseHeaders().set("opc-request-id", REQUEST_ID);
        if (!reply.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", reply.retryAfter());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    // ------------------------------------------------------------------ the rules

    private static final class Refused extends Exception {
        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /// The id of the key that signed this request.
    private String check(HttpExchange exchange, byte[] body) throws Refused {
        String authorization = header(exchange, "authorization");
        if (!authorization.startsWith("Signature ")) {
            throw new Refused("no signature");
        }
        String keyId = part(authorization, "keyId");
        if (!part(authorization, "version").equals("1")
                || !part(authorization, "algorithm").equals("rsa-sha256")) {
            throw new Refused("another version or algorithm");
        }
        var names = List.of(part(authorization, "headers").toLowerCase(Locale.ROOT).split(" "));
        var wanted = new ArrayList<>(List.of("(request-target)", "host"));
        if (exchange.getRequestMethod().equals("POST")) {
            wanted.addAll(List.of("content-length", "content-type", "x-content-sha256"));
        }
        if (!names.containsAll(wanted) || !names.contains("x-date") && !names.contains("date")) {
            throw new Refused("too little is signed: " + names);
        }
        checkDate(header(exchange, names.contains("x-date") ? "x-date" : "date"));
        if (names.contains("x-content-sha256")
                && !header(exchange, "x-content-sha256").equals(digest(body))) {
            throw new Refused("the body is another");
        }
        checkSignature(exchange, names, part(authorization, "signature"));
        return keyId;
    }

    private void checkDate(String date) throws Refused {
        Instant sent = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        if (Duration.between(sent, now).abs().compareTo(SKEW) > 0) {
            throw new Refused("the clock is off");
        }
    }

    private void checkSignature(HttpExchange exchange, List<String> names, String signature)
            throws Refused {
        var lines = new ArrayList<String>();
        for (String name : names) {
            lines.add(
                    name
                            + ": "
                            + (name.equals("(request-target)")
                                    ? exchange.getRequestMethod().toLowerCase(Locale.ROOT)
                                            + " "
                                            + exchange.getRequestURI()
                                    : header(exchange, name)));
        }
        try {
            var check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            if (!check.verify(Base64.getDecoder().decode(signature))) {
                throw new Refused("the signature is of something else");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Refused("the signature is none");
        }
    }

    private static String digest(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(String authorization, String name) throws Refused {
        Matcher part = PART.matcher(authorization);
        while (part.find()) {
            if (part.group(1).equals(name)) {
                return part.group(2);
            }
        }
        throw new Refused("no " + name);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
