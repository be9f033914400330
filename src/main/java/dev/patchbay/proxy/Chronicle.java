package dev.patchbay.proxy;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notes what happens in one exchange, and counts it.
final class Chronicle {
    /// What a person was told to miss there.
    private record Missed(String backend, String what) {}

    private final Journal journal;
    private final Recording recording;
    private final Incoming incoming;
    private final String asked;
    private final Tally tally = new Tally();
    private final List<Loss> early = new ArrayList<>();

    Chronicle(Journal journal, Recording recording, Incoming incoming) {
        this.journal = journal;
        this.recording = recording;
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

    /// @param profile whose token was shown
    void started(Optional<String> profile) {
        journal.add(
                new Note.ExchangeStarted(
                        incoming.id(),
                        incoming.front(),
                        incoming.client(),
                        incoming.clientRun(),
                        profile,
                        asked,
                        incoming.stream(),
                        incoming.bytes().length));
    }

    void warned(String reason) {
        journal.add(new Note.Warned(incoming.id(), reason));
    }

    void routed(Target target, Lane lane, String reason) {
        tellEarly(target.backend());
        journal.add(
                new Note.Routed(
                        incoming.id(),
                        asked,
                        target.backend(),
                        target.model(),
                        lane.word(),
                        reason));
    }

    void retried(String backend, String reason) {
        tally.retry();
        journal.add(new Note.Retried(incoming.id(), backend, reason));
    }

    void fellBack(Target from, Target to, String reason) {
        tally.fallBack();
        journal.add(new Note.FellBack(incoming.id(), from.toString(), to.toString(), reason));
    }

    /// @param target where the request is going; without one, its first target is to be told
    void lost(Loss loss, @Nullable Target target) {
        tally.drop(loss.what());
        if (target == null) {
            early.add(loss);
        } else {
            tell(loss, target.backend());
        }
    }

    private void tellEarly(String backend) {
        early.forEach(loss -> tell(loss, backend));
        early.clear();
    }

    /// A felt loss is news once; after that it stands in the finished exchange alone.
    private void tell(Loss loss, String backend) {
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
        tellEarly(target == null ? "" : target.backend());
        journal.add(
                new Note.ExchangeEnded(
                        incoming.id(),
                        status,
                        outcome,
                        asked,
                        Optional.ofNullable(target).map(Target::backend),
                        Optional.ofNullable(target).map(Target::model),
                        incoming.stream(),
                        tally.usage(),
                        tally.firstTokenMillis(),
                        tally.durationMillis(),
                        tally.retries(),
                        tally.fallbacks(),
                        tally.dropped(),
                        error));
    }
}
