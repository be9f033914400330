package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Service;
import dev.patchbay.backend.Storms;
import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Pricing;
import dev.patchbay.proxy.routing.Route;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Resilience;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Notes what happens in one exchange, and counts it.
final class Chronicle {
    /// What a person was told to miss there.
    private record Missed(String backend, String what) {}

    private static final long GROWING_NANOS = 500_000_000;

    private final Journal journal;
    private final Recording recording;
    private final Pricing pricing;
    private final Optional<String> profile;
    private final Incoming incoming;
    private final String asked;
    private final Tally tally = new Tally();
    private Optional<String> alias = Optional.empty();
    private boolean sent;
    private long grewAt = System.nanoTime();
    private long letters;

    Chronicle(Board board, Incoming incoming) {
        this(board.journal(), board.recording(), board.pricing(), board.profile(), incoming);
    }

    /// @param profile whose token was shown
    Chronicle(
            Journal journal,
            Recording recording,
            Pricing pricing,
            Optional<String> profile,
            Incoming incoming) {
        this.journal = journal;
        this.recording = recording;
        this.pricing = pricing;
        this.profile = profile;
        this.incoming = incoming;
        this.asked = shortened(incoming.asked());
    }

    /// A name that is far too long is refused, and not repeated in every note about that.
    private static String shortened(String name) {
        return name.length() <= Router.LONGEST ? name : name.substring(0, Router.LONGEST) + "…";
    }

    Tally tally() {
        return tally;
    }

    void record(Recording.Side side, ByteBuffer bytes) {
        recording.record(incoming.id(), side, bytes.asReadOnlyBuffer());
    }

    void started() {
        journal.add(
                new Note.ExchangeStarted(
                        incoming.id(),
                        incoming.front(),
                        incoming.client(),
                        incoming.clientRun(),
                        profile,
                        asked,
                        incoming.stream(),
                        incoming.bytes().length,
                        replayOf()));
    }

    void warned(String reason) {
        journal.add(new Note.Warned(incoming.id(), reason));
    }

    /// The exchange's way is known.
    void goes(Route route) {
        alias = route.alias().map(Alias::name);
    }

    /// More may have come; that it did is told now and then.
    void grew() {
        if (tally.letters() > letters && System.nanoTime() - grewAt >= GROWING_NANOS) {
            grewAt = System.nanoTime();
            letters = tally.letters();
            journal.add(new Note.AnswerGrew(incoming.id(), letters));
        }
    }

    void routed(Target target, Lane lane, String reason) {
        sent = true;
        journal.add(
                new Note.Routed(
                        incoming.id(),
                        asked,
                        alias,
                        target.backend(),
                        target.model(),
                        lane.word(),
                        reason));
    }

    void retried(String backend, String reason) {
        tally.retry();
        journal.add(new Note.Retried(incoming.id(), backend, reason));
    }

    void setBack(Target target, String reason) {
        journal.add(new Note.SetBack(incoming.id(), target.backend(), target.model(), reason));
    }

    void circuitOpened(Target target, Resilience settings, String reason) {
        journal.add(
                new Note.CircuitOpened(
                        target.backend(),
                        target.model(),
                        settings.failures(),
                        settings.openSeconds(),
                        reason));
    }

    void circuitClosed(Target target) {
        journal.add(new Note.CircuitClosed(target.backend(), target.model()));
    }

    void calmed(Service service, Storms.Calm calm) {
        if (calm.news()) {
            journal.add(
                    new Note.StormCalmed(
                            incoming.id(),
                            service.settings().id(),
                            calm.failures(),
                            service.settings().resilience().stormSeconds()));
        }
    }

    void fellBack(Target from, Target to, String reason) {
        tally.fallBack();
        journal.add(new Note.FellBack(incoming.id(), from.toString(), to.toString(), reason));
    }

    /// A felt loss is news once; after that it stands in the finished exchange alone.
    ///
    /// @param target where the request is going
    void lost(Loss loss, Target target) {
        tally.drop(loss.what());
        String backend = target.backend();
        boolean felt = loss.weight() == Loss.Weight.FELT;
        var note = new Note.Dropped(incoming.id(), backend, loss.what(), felt);
        if (felt) {
            journal.addOnce(new Missed(backend, loss.what()), note);
        } else {
            journal.add(note);
        }
    }

    /// @param target the last that was asked, if any was
    void ended(String outcome, int status, Optional<String> error, @Nullable Target target) {
        // What nobody was asked for costs nothing and is no traffic, whatever we told the client.
        Usage usage = sent ? tally.usage() : Usage.UNKNOWN;
        journal.add(
                new Note.ExchangeEnded(
                        incoming.id(),
                        status,
                        outcome,
                        asked,
                        alias,
                        profile,
                        Optional.ofNullable(target).map(Target::backend),
                        Optional.ofNullable(target).map(Target::model),
                        incoming.stream(),
                        usage,
                        target == null ? Cost.UNKNOWN : pricing.of(target, usage),
                        tally.firstTokenMillis(),
                        tally.durationMillis(),
                        tally.retries(),
                        tally.fallbacks(),
                        tally.dropped(),
                        error,
                        replayOf()));
    }

    private Optional<String> replayOf() {
        return incoming.again().map(Again::of);
    }
}
