package dev.patchbay.proxy.door;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.client.Teller;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

import org.xnio.IoUtils;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// Our door for the clients of one dialect.
interface Front {
    /// The codec that tells errors to these clients.
    Codec.Front codec();

    /// Handles a request that was let in. Whatever it throws is told to the client by the caller.
    void handle(Board board, HttpServerExchange http, String path, String requestId);

    /// How long the rest of a request may take to come whose answer does not need it.
    long LINGER_SECONDS = 2;

    /// Answers in one piece.
    static void answer(HttpServerExchange http, int status, Headers headers, byte[] body) {
        http.setStatusCode(status);
        headers.forEach(
                (name, value) -> http.getResponseHeaders().put(new HttpString(name), value));
        linger(http);
        http.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /// Answers with JSON.
    static void json(HttpServerExchange http, Codec.Front codec, String requestId, byte[] body) {
        Headers headers =
                Headers.of("content-type", "application/json", codec.requestIdHeader(), requestId);
        answer(http, 200, headers, body);
    }

    /// Refuses every other method; who may get may also ask for the head alone.
    static void only(HttpServerExchange http, HttpString method, String path) {
        boolean head = method.equals(Methods.GET) && http.getRequestMethod().equals(Methods.HEAD);
        if (!head && !http.getRequestMethod().equals(method)) {
            http.getResponseHeaders().put(new HttpString("allow"), method.toString());
            throw ProxyError.of(
                    ProxyError.Kind.WRONG_METHOD,
                    "%s takes %s requests only.".formatted(path, method));
        }
    }

    /// A client that sends everything before it listens would find its connection broken instead of
    /// an answer, so Undertow reads the rest of the request and throws it away; here is the end of
    /// that.
    static void linger(HttpServerExchange http) {
        if (!http.isRequestComplete()) {
            http.getIoThread()
                    .executeAfter(
                            () -> {
                                if (!http.isRequestComplete()) {
                                    IoUtils.safeClose(http.getConnection());
                                }
                            },
                            LINGER_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    static void refuse(
            HttpServerExchange http, Codec.Front codec, ProxyError error, String requestId) {
        answer(
                http,
                codec.status(error),
                new Teller.Refusal(codec, requestId).headers(error),
                Json.bytes(codec.error(error, requestId)));
    }
}
