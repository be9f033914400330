package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.codec.Codec;
import dev.patchbay.codec.Passing;
import dev.patchbay.codec.body.AnswerFeed;
import dev.patchbay.codec.edits.AnswerModel;
import dev.patchbay.codec.edits.FixedFields;
import dev.patchbay.codec.edits.RequestModel;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyReader;
import dev.patchbay.proxy.bodies.RequestEncoding;
import dev.patchbay.proxy.rewrites.RenamedTools;
import dev.patchbay.proxy.rewrites.Rewrites;
import dev.patchbay.proxy.routing.Route;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes a client's request ready for one target.
///
/// To a backend of the client's own dialect the request goes as it came, and only what must change
/// does. Its answer passes as it comes unless something in it must change, or the client was told
/// something of our own already; then it is translated like any other.
final class Preparation {
    private final Board board;
    private final Incoming incoming;
    private final Codec.Front front;
    private final Route route;
    private final Reading reading;
    private final Prompt prompt;
    private final Addressee to;
    private final Rewrites rewrites;
    private final Consumer<Loss> losses;

    Preparation(
            Board board,
            Incoming incoming,
            Codec.Front front,
            Route route,
            Reading reading,
            Target target,
            Consumer<Loss> losses) {
        this.board = board;
        this.incoming = incoming;
        this.front = front;
        this.route = route;
        this.reading = reading;
        this.prompt = reading.prompt();
        this.to = Addressee.of(board, target);
        this.rewrites = rewrites(board, route, to);
        this.losses = losses;
    }

    /// @param begun the client was told something of our own, which no backend's bytes fit
    /// @param passage makes the way of a relayed answer's bytes
    Asking made(boolean begun, Function<AnswerEdit, Relayed> passage) {
        Rewrites.Asked asked = rewrites.asked(front.dialect(), incoming.bytes(), losses);
        Quirks quirks = to.recipient().quirks();
        boolean same = to.codec().dialect() == front.dialect();
        boolean ours = !same || quirks.toolsAsText() || route.thinking();
        if (ours) {
            return translated(said(asked), asked.tools());
        }
        Passing passing = passing(asked.body());
        boolean relay = !begun && asked.tools().isEmpty() && quirks.leavesAnswersAlone();
        return relay
                ? relayed(passing, passage)
                : asking(own(passing), wish(passing), retold(said(asked), asked.tools()));
    }

    /// What the client says after the rewrites.
    private Prompt said(Rewrites.Asked asked) {
        Prompt read = reading.translated(losses);
        if (Arrays.equals(asked.body(), incoming.bytes())) {
            return read;
        }
        // What is lost in reading was told when the client's own words were read.
        Prompt said = front.read(RequestEncoding.object(asked.body()), _ -> {});
        return route.thinking() ? Reasoned.on(said) : said;
    }

    // ------------------------------------------------------------------ a request of our own

    private Asking translated(Prompt said, RenamedTools tools) {
        int bytes = incoming.bytes().length;
        var traits = to.recipient().traits();
        Target target = to.target();
        Prompt fitted =
                Window.isNear(said, bytes, traits)
                        ? Window.fitted(
                                said, traits, () -> board.estimator().prompt(said, target), losses)
                        : said;
        return asking(to.written(fitted, losses), Asking.Ours.EVERYTHING, retold(said, tools));
    }

    // ------------------------------------------------------------------ the client's own

    private Passing passing(byte[] body) {
        Passing passing = to.codec().passing(body, prompt, to.recipient(), losses);
        byte[] named = RequestModel.replaced(passing.body(), to.target().model());
        return new Passing(
                FixedFields.written(named, to.recipient().target()),
                passing.edit(),
                passing.wish());
    }

    private static Asking.Ours wish(Passing passing) {
        return passing.wish() ? Asking.Ours.A_WISH : Asking.Ours.NOTHING;
    }

    private Outgoing own(Passing passing) {
        String query = incoming.query();
        String path = Paths.of(front.dialect()) + (query.isEmpty() ? "" : "?" + query);
        var headers = RelayHeaders.ofRequest(incoming.headers(), incoming.isKnownTo(to.service()));
        return to.outgoing(path, headers, passing.body());
    }

    private Asking relayed(Passing passing, Function<AnswerEdit, Relayed> passage) {
        var name = AnswerModel.of(front.dialect(), incoming.asked(), to.target().model());
        Relayed relayed = passage.apply(passing.edit().then(name));
        // What our reader of the answer does not know is no loss: it passes.
        var tap = new Tap(to.reader(prompt, _ -> {}), relayed);
        return asking(own(passing), wish(passing), tap).relayed(relayed);
    }

    // ------------------------------------------------------------------ parts

    private AnswerFeed retold(Prompt said, RenamedTools tools) {
        return tools.told(to.reader(said, losses));
    }

    private Asking asking(Outgoing outgoing, Asking.Ours ours, AnswerFeed feed) {
        Outgoing changed =
                new Outgoing(
                                outgoing.method(),
                                outgoing.path(),
                                rewrites.sent(outgoing.headers()),
                                rewrites.sent(outgoing.body()))
                        .withCredential(incoming.credential());
        return new Asking(to.service(), to.target(), changed, ours, feed, Optional.empty());
    }

    /// The rewrites of a request that goes by this route to there.
    static Rewrites rewrites(Board board, Route route, Addressee to) {
        return Rewrites.of(
                board.profile().flatMap(board.settings()::profile),
                route.alias(),
                to.service().settings());
    }

    /// Whether making this ready would keep an I/O thread busy for too long.
    static boolean isSlow(Board board, Prompt prompt, int bytes, Target target) {
        return bytes > BodyReader.LARGE
                || board.backends()
                        .service(target.backend())
                        .map(
                                service ->
                                        Window.isNear(
                                                prompt, bytes, service.traits(target.model())))
                        .orElse(false);
    }
}
