package dev.patchbay.proxy;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.wire.Headers;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.SameThreadExecutor;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Takes in the body of a request that was let in, and tells the client if that went wrong.
final class Intake {
    private final String front;
    private final Codec.Front codec;
    private final BodyBudget budget;

    /// @param front the door's name, for notes
    Intake(String front, Codec.Front codec, BodyBudget budget) {
        this.front = front;
        this.codec = codec;
        this.budget = budget;
    }

    void read(
            Board board,
            HttpServerExchange http,
            String requestId,
            BiConsumer<Incoming, BodyBudget.Share> then) {
        mustBeJson(http);
        BodyBudget.Share share = budget.share();
        var reader =
                new BodyReader(
                        http,
                        share,
                        board.pace().slowClient(),
                        body -> parse(board, http, requestId, share, body, then),
                        error -> {
                            share.release();
                            refuse(board, http, requestId, error);
                        });
        http.dispatch(SameThreadExecutor.INSTANCE, reader::start);
    }

    private void parse(
            Board board,
            HttpServerExchange http,
            String requestId,
            BodyBudget.Share share,
            byte[] body,
            BiConsumer<Incoming, BodyBudget.Share> then) {
        Optional<String> encoding =
                Optional.ofNullable(http.getRequestHeaders().getFirst("content-encoding"));
        boolean away = body.length > Exchange.LARGE || encoding.isPresent();
        Errand.run(
                http.getIoThread(),
                away,
                () ->
                        incoming(
                                board,
                                http,
                                requestId,
                                RequestEncoding.decoded(body, encoding, share)),
                result -> {
                    switch (result) {
                        case Errand.Done<Incoming>(Incoming incoming) ->
                                then.accept(incoming, share);
                        case Errand.Failed<Incoming>(ProxyError error) -> {
                            share.release();
                            refuse(board, http, requestId, error);
                        }
                    }
                });
    }

    private Incoming incoming(
            Board board, HttpServerExchange http, String requestId, byte[] plain) {
        HeaderMap headers = http.getRequestHeaders();
        return new Incoming(
                requestId,
                front,
                ClientName.of(headers.getFirst("user-agent")),
                Optional.ofNullable(headers.getFirst("x-claude-code-session-id")),
                headers(headers),
                http.getQueryString(),
                board.door().credential(http),
                plain,
                RequestEncoding.object(plain));
    }

    static Headers headers(HeaderMap map) {
        Headers headers = Headers.NONE;
        for (HeaderValues values : map) {
            for (String value : values) {
                headers = headers.with(values.getHeaderName().toString(), value);
            }
        }
        return headers;
    }

    void refuse(Board board, HttpServerExchange http, String requestId, ProxyError error) {
        board.journal()
                .add(
                        new Note.Refused(
                                http.getRequestPath(), codec.status(error), error.message()));
        if (error.kind() == ProxyError.Kind.CANCELLED) {
            http.endExchange();
        } else {
            Front.refuse(http, codec, error, requestId);
        }
    }

    private static void mustBeJson(HttpServerExchange http) {
        String type = http.getRequestHeaders().getFirst("content-type");
        String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.equals("application/json") && !plain.endsWith("+json")) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "The request body must be sent with content-type: application/json.");
        }
    }
}
