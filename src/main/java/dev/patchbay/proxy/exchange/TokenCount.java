package dev.patchbay.proxy.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.codec.edits.RequestModel;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.catalogue.Collected;
import dev.patchbay.proxy.catalogue.Question;
import dev.patchbay.proxy.rewrites.Rewrites;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.wire.Json;

import org.xnio.XnioIoThread;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// How many input tokens a request has: a backend of Anthropic's own is asked, everybody else's are
/// estimated. Waits: never on an I/O thread.
public final class TokenCount {
    public static final String PATH = "/v1/messages/count_tokens";

    /// A client that counts is about to ask; an estimate now is worth more than a count later.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Board board;
    private final Incoming incoming;
    private final AnthropicCodec codec;
    private final XnioIoThread io;

    public TokenCount(Board board, Incoming incoming, AnthropicCodec codec, XnioIoThread io) {
        this.board = board;
        this.incoming = incoming;
        this.codec = codec;
        this.io = io;
    }

    /// The answer's body.
    public byte[] answer() {
        Prompt prompt = codec.readForCount(incoming.json(), _ -> {});
        int bytes = incoming.bytes().length;
        Route route = Gatekeeper.route(board, incoming.asked(), prompt, bytes);
        Target target = route.targets().getFirst();
        return asked(route, prompt, target).orElseGet(() -> estimated(prompt, target));
    }

    private Optional<byte[]> asked(Route route, Prompt prompt, Target target) {
        Addressee to = Addressee.of(board, target);
        if (to.codec().dialect() != Dialect.ANTHROPIC) {
            return Optional.empty();
        }
        Outgoing outgoing = outgoing(to, Preparation.rewrites(board, route, to), prompt);
        try {
            var page = new Question(to.service(), io, PATIENCE).ask(outgoing);
            return Optional.of(page)
                    .filter(it -> it.status() == 200 && tokens(it) > 0)
                    .map(it -> it.body().getBytes(StandardCharsets.UTF_8));
        } catch (ProxyError e) {
            // The estimate stands in for every count that cannot be had.
            return Optional.empty();
        }
    }

    private Outgoing outgoing(Addressee to, Rewrites rewrites, Prompt prompt) {
        byte[] body = rewrites.asked(Dialect.ANTHROPIC, incoming.bytes(), _ -> {}).body();
        byte[] fit = to.codec().passing(body, prompt, to.recipient(), _ -> {}).body();
        var headers = RelayHeaders.ofRequest(incoming.headers(), incoming.isKnownTo(to.service()));
        String query = incoming.query();
        return to.outgoing(
                        PATH + (query.isEmpty() ? "" : "?" + query),
                        headers,
                        RequestModel.replaced(fit, to.target().model()))
                .withCredential(incoming.credential());
    }

    private static long tokens(Collected.Page page) {
        ObjectNode body = Json.objectOrNull(page.body());
        return body == null ? 0 : body.path("input_tokens").asLong();
    }

    private byte[] estimated(Prompt prompt, Target target) {
        long tokens = Math.max(1, board.estimator().prompt(prompt, target));
        ObjectNode body = Json.object().put("input_tokens", tokens);
        if (incoming.query().contains("beta=true")) {
            body.putObject("context_management").put("original_input_tokens", tokens);
        }
        return Json.bytes(body);
    }
}
