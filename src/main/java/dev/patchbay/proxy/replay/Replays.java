package dev.patchbay.proxy.replay;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.anthropic.AnthropicCodec;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Replay;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Ids;
import dev.patchbay.proxy.bodies.Keeping;
import dev.patchbay.proxy.bodies.Kept;
import dev.patchbay.proxy.bodies.RequestEncoding;
import dev.patchbay.proxy.exchange.Again;
import dev.patchbay.proxy.exchange.Exchanges;
import dev.patchbay.proxy.exchange.Incoming;
import dev.patchbay.proxy.exchange.Paths;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.wire.Headers;

import org.xnio.XnioIoThread;

import java.util.Locale;
import java.util.Optional;

/// Sends kept requests again. Each is an exchange like any other, but for its beginning, where a
/// person chose the target and no budget is asked, and for its end, where no client waits.
public final class Replays {
    private final Exchanges exchanges;
    private final Keeping keeping;

    public Replays(Exchanges exchanges, Keeping keeping) {
        this.exchanges = exchanges;
        this.keeping = keeping;
    }

    /// @param id of a kept exchange, or how that begins
    /// @param to an alias or `backend/model`; the same target as then, where nothing is said
    public Replaying begin(Board all, XnioIoThread io, String id, Optional<String> to) {
        Kept kept = keeping.find(id);
        byte[] body = kept.wholeRequest();
        Dialect front = kept.spoken();
        Board board = whose(kept, all);
        var way = new ReplayRoute(board.router(), kept.asked(), kept.then().target());
        Route route = to.map(way::to).orElseGet(way::same);
        Incoming incoming = incoming(kept, front, body, route);
        Codec.Front codec = codec(front, board);
        var replaying = new Replaying(then(kept, front), incoming, codec, io, all.secrets());
        replaying.begin(exchanges, board, incoming, codec);
        return replaying;
    }

    /// It counts for the profile that it counted for then, where there still is one.
    private static Board whose(Kept kept, Board all) {
        return kept.profile()
                .filter(id -> all.settings().profile(id).isPresent())
                .map(all::as)
                .orElse(all);
    }

    /// Other header lines than that of beta features are never kept, so there are those that every
    /// request of this dialect has.
    private static Incoming incoming(Kept kept, Dialect front, byte[] body, Route route) {
        var json = RequestEncoding.object(body);
        Headers usual = Paths.headers(front, json.path("stream").asBoolean(false));
        return new Incoming(
                "req_" + Ids.random(),
                front.name().toLowerCase(Locale.ROOT),
                kept.client(),
                kept.clientRun(),
                kept.betas().map(it -> usual.with(Incoming.BETAS, it)).orElse(usual),
                "",
                Optional.empty(),
                Optional.empty(),
                body,
                json,
                Optional.of(new Again(kept.id(), route)));
    }

    private static Codec.Front codec(Dialect front, Board board) {
        return switch (front) {
            case ANTHROPIC -> new AnthropicCodec();
            case OPENAI -> board.codecs().openAi();
            case OCI -> throw new IllegalArgumentException("no client speaks " + front);
        };
    }

    private static Replay.Answer then(Kept kept, Dialect front) {
        int status = kept.then().status().orElse(200);
        return kept.then()
                .withSaid(kept.answer().map(told -> SaidReader.read(front, status, told.bytes())));
    }
}
