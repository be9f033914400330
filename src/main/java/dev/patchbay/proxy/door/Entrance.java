package dev.patchbay.proxy.door;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Ids;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Where every request comes in: checks that it may, answers probes and telemetry itself, and hands
/// the rest to a front.
final class Entrance implements HttpHandler {
    private final Supplier<Board> board;
    private final Fronts fronts;
    private final String version;
    private final WrongTokens wrongTokens;
    private final long began = System.nanoTime();

    Entrance(Supplier<Board> board, Fronts fronts, String version, WrongTokens wrongTokens) {
        this.board = board;
        this.fronts = fronts;
        this.version = version;
        this.wrongTokens = wrongTokens;
    }

    @Override
    public void handleRequest(HttpServerExchange http) {
        Board current = board.get();
        String requestId = requestId(current);
        Turnstile turnstile = Turnstile.of(http);
        Refused refused = turnstile.refused(http);
        if (refused != null) {
            String path = RequestPath.tidy(refused.path());
            Front front = fronts.of(path, http.getRequestHeaders());
            refuse(current, http, front, path, refused.flaw().error(), requestId);
            return;
        }
        ChunkedBody.of(http, turnstile);
        String path = RequestPath.tidy(http.getRequestURI());
        Front front = fronts.of(path, http.getRequestHeaders());
        try {
            HttpRules.check(http);
            current.door().checkOrigin(http);
            current.door().checkWay(http);
            path = RequestPath.decoded(path);
            front = fronts.of(path, http.getRequestHeaders());
            if (!probe(http, path)) {
                Optional<String> token = current.door().checkToken(http);
                Board theirs = token.map(current::of).orElse(current);
                front.handle(theirs, http, path, requestId);
            }
        } catch (RuntimeException e) {
            ProxyError error = ProxyError.from(e);
            if (error.kind() == ProxyError.Kind.UNAUTHORIZED && current.door().tokenShown(http)) {
                refuseGuess(current, http, front, path, error, requestId);
            } else {
                refuse(current, http, front, path, error, requestId);
            }
        }
    }

    private static void refuse(
            Board current,
            HttpServerExchange http,
            Front front,
            String path,
            ProxyError error,
            String id) {
        current.journal().add(new Note.Refused(path, front.codec().status(error), error.message()));
        Front.refuse(http, front.codec(), error, id);
    }

    private void refuseGuess(
            Board current,
            HttpServerExchange http,
            Front front,
            String path,
            ProxyError error,
            String id) {
        WrongTokens.Verdict verdict = wrongTokens.one();
        int millis = (int) verdict.delay().toMillis();
        current.journal().add(new Note.WrongToken(path, verdict.count(), millis));
        if (millis == 0) {
            Front.refuse(http, front.codec(), error, id);
            return;
        }
        http.dispatch(
                SameThreadExecutor.INSTANCE,
                () ->
                        http.getIoThread()
                                .executeAfter(
                                        () -> Front.refuse(http, front.codec(), error, id),
                                        millis,
                                        TimeUnit.MILLISECONDS));
    }

    /// Answers a request that comes after the door was closed.
    void refuse(HttpServerExchange http) {
        ProxyError error =
                ProxyError.of(
                                ProxyError.Kind.OVERLOADED,
                                "Patchbay is stopped; try again when it runs.")
                        .withRetryAfter(5);
        Front front = fronts.of(RequestPath.tidy(http.getRequestURI()), http.getRequestHeaders());
        Front.refuse(http, front.codec(), error, requestId(board.get()));
    }

    private static String requestId(Board board) {
        return "req_" + Ids.timely(board.clock().instant());
    }

    private boolean probe(HttpServerExchange http, String path) {
        boolean reads =
                http.getRequestMethod().equals(Methods.GET)
                        || http.getRequestMethod().equals(Methods.HEAD);
        if (reads && (path.equals("/") || path.equals("/api/hello"))) {
            Front.answer(
                    http, 200, Headers.of("content-type", "application/json"), body(http, hello()));
            return true;
        }
        if (reads && path.equals("/health")) {
            Front.answer(
                    http,
                    200,
                    Headers.of("content-type", "application/json"),
                    body(http, health()));
            return true;
        }
        if (path.startsWith("/api/")) {
            // A client's telemetry ends here: it is none of any backend's business.
            http.setStatusCode(204);
            Linger.over(http);
            http.endExchange();
            return true;
        }
        return false;
    }

    private static byte[] body(HttpServerExchange http, ObjectNode json) {
        return http.getRequestMethod().equals(Methods.HEAD) ? new byte[0] : Json.bytes(json);
    }

    private static ObjectNode hello() {
        return Json.object().put("name", "patchbay");
    }

    private ObjectNode health() {
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        return Json.object()
                .put("version", version)
                .put("uptimeSeconds", seconds)
                .put("state", "running");
    }
}
