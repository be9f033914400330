package dev.patchbay.proxy;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The door for clients that speak the Anthropic Messages API.
final class AnthropicFront implements Front {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String MODELS = "/v1/models";

    private final AnthropicCodec codec = new AnthropicCodec();
    private final BodyBudget budget;
    private final Exchanges exchanges;

    AnthropicFront(BodyBudget budget, Exchanges exchanges) {
        this.budget = budget;
        this.exchanges = exchanges;
    }

    @Override
    public Codec.Front codec() {
        return codec;
    }

    @Override
    public void handle(Board board, HttpServerExchange http, String path, String requestId) {
        if (path.equals(MESSAGES)) {
            only(http, Methods.POST, path);
            read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> exchanges.begin(board, incoming, codec, http, share));
        } else if (path.equals(COUNT)) {
            only(http, Methods.POST, path);
            read(board, http, requestId, (incoming, share) -> count(board, http, incoming, share));
        } else if (path.equals(MODELS) || path.equals(MODELS + "/")) {
            only(http, Methods.GET, path);
            json(http, requestId, Json.bytes(ModelList.of(board).page(wantsAnthropic(http))));
        } else if (path.startsWith(MODELS + "/")) {
            only(http, Methods.GET, path);
            String id = path.substring(MODELS.length() + 1);
            json(http, requestId, Json.bytes(ModelList.of(board).item(id, wantsAnthropic(http))));
        } else {
            throw ProxyError.of(
                    ProxyError.Kind.NOT_FOUND,
                    "There is nothing at %s. Patchbay answers /v1/messages, /v1/messages/count_tokens and /v1/models."
                            .formatted(path));
        }
    }

    private static void only(HttpServerExchange http, HttpString method, String path) {
        boolean head = method.equals(Methods.GET) && http.getRequestMethod().equals(Methods.HEAD);
        if (!head && !http.getRequestMethod().equals(method)) {
            http.getResponseHeaders().put(new HttpString("allow"), method.toString());
            throw ProxyError.of(
                    ProxyError.Kind.WRONG_METHOD,
                    "%s takes %s requests only.".formatted(path, method));
        }
    }

    private static boolean wantsAnthropic(HttpServerExchange http) {
        return http.getRequestHeaders().contains("anthropic-version")
                || http.getRequestHeaders().contains("x-api-key");
    }

    private static void json(HttpServerExchange http, String requestId, byte[] body) {
        Front.answer(
                http,
                200,
                Headers.of("content-type", "application/json", "request-id", requestId),
                body);
    }

    private void read(
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
                            refused(board, http, requestId, error);
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
                () -> {
                    byte[] plain = RequestEncoding.decoded(body, encoding, share);
                    return incoming(http, requestId, plain);
                },
                result -> {
                    switch (result) {
                        case Errand.Done<Incoming>(Incoming incoming) ->
                                then.accept(incoming, share);
                        case Errand.Failed<Incoming>(ProxyError error) -> {
                            share.release();
                            refused(board, http, requestId, error);
                        }
                    }
                });
    }

    private static Incoming incoming(HttpServerExchange http, String requestId, byte[] plain) {
        HeaderMap headers = http.getRequestHeaders();
        return new Incoming(
                requestId,
                "anthropic",
                ClientName.of(headers.getFirst("user-agent")),
                Optional.ofNullable(headers.getFirst("x-claude-code-session-id")),
                plain,
                RequestEncoding.object(plain));
    }

    private void refused(Board board, HttpServerExchange http, String requestId, ProxyError error) {
        board.journal()
                .add(new Note.Refused(http.getRequestPath(), error.status(), error.message()));
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

    private void count(
            Board board, HttpServerExchange http, Incoming incoming, BodyBudget.Share share) {
        List<String> losses = new ArrayList<>();
        Errand.run(
                http.getIoThread(),
                true,
                () -> {
                    var prompt =
                            codec.readForCount(incoming.json(), loss -> losses.add(loss.what()));
                    int bytes = incoming.bytes().length;
                    Route route = Gatekeeper.route(board, incoming.asked(), prompt, bytes);
                    return board.estimator().prompt(prompt, route.targets().getFirst());
                },
                result -> {
                    share.release();
                    switch (result) {
                        case Errand.Done<Long>(Long tokens) -> {
                            var body = Json.object().put("input_tokens", tokens);
                            if (isBeta(http)) {
                                body.putObject("context_management")
                                        .put("original_input_tokens", tokens);
                            }
                            json(http, incoming.id(), Json.bytes(body));
                        }
                        case Errand.Failed<Long>(ProxyError error) ->
                                refused(board, http, incoming.id(), error);
                    }
                });
    }

    private static boolean isBeta(HttpServerExchange http) {
        return http.getQueryString().contains("beta=true");
    }
}
