package dev.patchbay.proxy;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;

import java.util.ArrayList;
import java.util.List;

/// The door for clients that speak the Anthropic Messages API.
final class AnthropicFront implements Front {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String MODELS = "/v1/models";

    private final AnthropicCodec codec = new AnthropicCodec();
    private final Intake intake;
    private final Exchanges exchanges;

    AnthropicFront(BodyBudget budget, Exchanges exchanges) {
        this.intake = new Intake("anthropic", codec, budget);
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
            intake.read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> exchanges.begin(board, incoming, codec, http, share));
        } else if (path.equals(COUNT)) {
            only(http, Methods.POST, path);
            intake.read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> count(board, http, incoming, share));
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
                    String model = route.targets().getFirst().model();
                    return Math.max(1, board.estimator().prompt(prompt, model));
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
                                intake.refuse(board, http, incoming.id(), error);
                    }
                });
    }

    private static boolean isBeta(HttpServerExchange http) {
        return http.getQueryString().contains("beta=true");
    }
}
