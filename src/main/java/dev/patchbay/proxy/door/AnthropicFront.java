package dev.patchbay.proxy.door;

import dev.patchbay.backend.Credential;
import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.codec.Codec;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.client.Teller;
import dev.patchbay.proxy.exchange.Errand;
import dev.patchbay.proxy.exchange.Exchanges;
import dev.patchbay.proxy.exchange.Forward;
import dev.patchbay.proxy.exchange.Incoming;
import dev.patchbay.proxy.exchange.RelayHeaders;
import dev.patchbay.proxy.exchange.TokenCount;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The door for clients that speak the Anthropic Messages API.
final class AnthropicFront implements Front {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = TokenCount.PATH;
    private static final String MODELS = "/v1/models";
    private static final List<String> FORWARDED =
            List.of("/v1/messages/batches", "/v1/files", "/v1/skills", "/v1/complete");

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
            Front.only(http, Methods.POST, path);
            intake.read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> exchanges.begin(board, incoming, codec, http, share));
        } else if (path.equals(COUNT)) {
            Front.only(http, Methods.POST, path);
            intake.read(
                    board,
                    http,
                    requestId,
                    (incoming, share) -> count(board, http, incoming, share));
        } else if (path.equals(MODELS) || path.equals(MODELS + "/")) {
            Front.only(http, Methods.GET, path);
            var page = ModelList.of(board).page(true);
            Front.json(http, codec, requestId, Json.bytes(page));
        } else if (path.startsWith(MODELS + "/")) {
            Front.only(http, Methods.GET, path);
            var item = ModelList.of(board).item(path.substring(MODELS.length() + 1), true);
            Front.json(http, codec, requestId, Json.bytes(item));
        } else if (isForwarded(path)) {
            forward(board, http, path, requestId);
        } else {
            throw ProxyError.of(
                    ProxyError.Kind.NOT_FOUND,
                    "There is nothing at %s. Patchbay answers /v1/messages, /v1/messages/count_tokens and /v1/models."
                            .formatted(path));
        }
    }

    private void count(
            Board board, HttpServerExchange http, Incoming incoming, BodyBudget.Share share) {
        var io = http.getIoThread();
        Errand.run(
                io,
                true,
                () -> new TokenCount(board, incoming, codec, io).answer(),
                result -> {
                    share.release();
                    switch (result) {
                        case Errand.Done<byte[]>(byte[] body) ->
                                Front.json(http, codec, incoming.id(), body);
                        case Errand.Failed<byte[]>(ProxyError error) ->
                                intake.refuse(board, http, incoming.id(), error);
                    }
                });
    }

    // ------------------------------------------------------------------ what only a relay has

    private static boolean isForwarded(String path) {
        return FORWARDED.stream()
                .anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    private void forward(Board board, HttpServerExchange http, String path, String requestId) {
        Service service = usual(board, path);
        intake.readAny(
                board,
                http,
                requestId,
                (body, share) -> {
                    long began = System.nanoTime();
                    String method = http.getRequestMethod().toString();
                    var ends = new Runnable[1];
                    var forward =
                            new Forward(
                                    service,
                                    http,
                                    new Teller.Refusal(codec, requestId),
                                    board.secrets(),
                                    board.pace(),
                                    status -> {
                                        share.release();
                                        ends[0].run();
                                        board.journal()
                                                .add(
                                                        new Note.Forwarded(
                                                                method,
                                                                path,
                                                                service.settings().id(),
                                                                status,
                                                                millisSince(began)));
                                    });
                    ends[0] = exchanges.count(forward::shutDown, http.getIoThread());
                    forward.begin(outgoing(board, http, service, body));
                });
    }

    private static int millisSince(long began) {
        return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /// The backend that all goes to which names no model.
    private static Service usual(Board board, String path) {
        return board.router()
                .usual()
                .flatMap(board.backends()::service)
                .filter(service -> service.backend().dialect() == Dialect.ANTHROPIC)
                .orElseThrow(
                        () ->
                                ProxyError.of(
                                        ProxyError.Kind.NOT_FOUND,
                                        "%s is passed on only where the default alias leads to an Anthropic backend."
                                                .formatted(path)));
    }

    private static Outgoing outgoing(
            Board board, HttpServerExchange http, Service service, byte[] body) {
        Optional<Credential> credential = board.credential(http);
        boolean known = service.settings().auth().style() instanceof AuthStyle.Client;
        // As it was written: decoded, it could say more than a path.
        String path = RequestPath.tidy(http.getRequestURI());
        String query = http.getQueryString();
        var headers =
                RelayHeaders.ofRequest(
                        Intake.headers(board, http), known && credential.isPresent());
        for (var extra : service.settings().headers().entrySet()) {
            headers = headers.without(extra.getKey()).with(extra.getKey(), extra.getValue());
        }
        return new Outgoing(
                        http.getRequestMethod().toString(),
                        path + (query.isEmpty() ? "" : "?" + query),
                        headers,
                        body)
                .withCredential(credential);
    }
}
