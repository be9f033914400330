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

import java.nio.ByteBuffer;

/// Our door for the clients of one dialect.
interface Front {
    /// The codec that tells errors to these clients.
    Codec.Front codec();

    /// Handles a request that was let in. Whatever it throws is told to the client by the caller.
    void handle(Board board, HttpServerExchange http, String path, String requestId);

    /// Answers in one piece.
    static void answer(HttpServerExchange http, int status, Headers headers, byte[] body) {
        http.setStatusCode(status);
        headers.forEach(
                (name, value) -> http.getResponseHeaders().put(new HttpString(name), value));
        Linger.over(http);
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

    static void refuse(
            HttpServerExchange http, Codec.Front codec, ProxyError error, String requestId) {
        answer(
                http,
                codec.status(error),
                new Teller.Refusal(codec, requestId).headers(error),
                Json.bytes(codec.error(error, requestId)));
    }
}
