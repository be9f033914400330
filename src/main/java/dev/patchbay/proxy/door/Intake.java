package dev.patchbay.proxy.door;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.bodies.BodyReader;
import dev.patchbay.proxy.bodies.RequestEncoding;
import dev.patchbay.proxy.exchange.Errand;
import dev.patchbay.proxy.exchange.Incoming;
import dev.patchbay.wire.Headers;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.SameThreadExecutor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

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

    /// A request in this dialect.
    void read(
            Board board,
            HttpServerExchange http,
            String requestId,
            BiConsumer<Incoming, BodyBudget.Share> then) {
        mustBeJson(http);
        read(board, http, requestId, plain -> incoming(board, http, requestId, plain), then);
    }

    /// A request with a body of any kind, or none.
    void readAny(
            Board board,
            HttpServerExchange http,
            String requestId,
            BiConsumer<byte[], BodyBudget.Share> then) {
        read(board, http, requestId, plain -> plain, then);
    }

    private <T> void read(
            Board board,
            HttpServerExchange http,
            String requestId,
            Function<byte[], T> reading,
            BiConsumer<T, BodyBudget.Share> then) {
        BodyBudget.Share share = budget.share();
        Consumer<ProxyError> refused =
                error -> {
                    share.release();
                    refuse(board, http, requestId, error);
                };
        Consumer<byte[]> came =
                body ->
                        parse(
                                http,
                                body,
                                share,
                                reading,
                                value -> then.accept(value, share),
                                refused);
        var reader = new BodyReader(http, share, board.pace().slowClient(), came, refused);
        http.dispatch(SameThreadExecutor.INSTANCE, reader::start);
    }

    private static <T> void parse(
            HttpServerExchange http,
            byte[] body,
            BodyBudget.Share share,
            Function<byte[], T> reading,
            Consumer<T> then,
            Consumer<ProxyError> refused) {
        Optional<String> encoding =
                Optional.ofNullable(http.getRequestHeaders().getFirst("content-encoding"));
        boolean away = body.length > BodyReader.LARGE || encoding.isPresent();
        Errand.run(
                http.getIoThread(),
                away,
                () -> reading.apply(RequestEncoding.decoded(body, encoding, share)),
                result -> {
                    switch (result) {
                        case Errand.Done<T>(T value) -> then.accept(value);
                        case Errand.Failed<T>(ProxyError error) -> refused.accept(error);
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
                headers(board, http),
                http.getQueryString(),
                board.door().token(http),
                board.credential(http),
                plain,
                RequestEncoding.object(plain),
                Optional.empty());
    }

    /// The header lines of a client, but for those that hold a local token, whatever their name.
    static Headers headers(Board board, HttpServerExchange http) {
        List<String> tokens = board.door().tokens(http);
        var lines = new ArrayList<String>();
        for (HeaderValues values : http.getRequestHeaders()) {
            for (String value : values) {
                if (!tokens.contains(value)) {
                    lines.add(values.getHeaderName().toString());
                    lines.add(value);
                }
            }
        }
        return Headers.of(lines.toArray(String[]::new));
    }

    void refuse(Board board, HttpServerExchange http, String requestId, ProxyError error) {
        board.journal()
                .add(new Note.Refused(http.getRequestPath(), codec.status(error), error.message()));
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
