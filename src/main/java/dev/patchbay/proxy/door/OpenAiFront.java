package dev.patchbay.proxy.door;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.exchange.Exchanges;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;

/// The door for clients that speak OpenAI's Chat Completions. Their base URLs end with `/v1` or do
/// not, so every address is there twice.
final class OpenAiFront implements Front {
    private static final String CHAT = "/chat/completions";
    private static final String MODELS = "/models";

    private final OpenAiCodec codec;
    private final Intake intake;
    private final Exchanges exchanges;

    OpenAiFront(OpenAiCodec codec, BodyBudget budget, Exchanges exchanges) {
        this.codec = codec;
        this.intake = new Intake("openai", codec, budget);
        this.exchanges = exchanges;
    }

    @Override
    public Codec.Front codec() {
        return codec;
    }

    @Override
    public void handle(Board board, HttpServerExchange http, String path, String requestId) {
        String place = path.startsWith("/v1/") ? path.substring(3) : path;
        if (place.equals(CHAT)) {
            Front.only(http, Methods.POST, path);
            intake.read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> exchanges.begin(board, incoming, codec, http, share));
        } else if (place.equals(MODELS) || place.equals(MODELS + "/")) {
            Front.only(http, Methods.GET, path);
            var page = ModelList.of(board).page(false);
            Front.json(http, codec, requestId, Json.bytes(page));
        } else if (place.startsWith(MODELS + "/")) {
            Front.only(http, Methods.GET, path);
            var item = ModelList.of(board).item(place.substring(MODELS.length() + 1), false);
            Front.json(http, codec, requestId, Json.bytes(item));
        } else {
            throw ProxyError.of(
                    ProxyError.Kind.NOT_FOUND,
                    "There is nothing at %s. Patchbay answers /v1/chat/completions and /v1/models, and /v1/messages for Anthropic's clients."
                            .formatted(path));
        }
    }
}
