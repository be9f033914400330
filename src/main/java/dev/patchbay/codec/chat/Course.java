package dev.patchbay.codec.chat;

import dev.patchbay.codec.InOrder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Usage;

import java.util.Optional;
import java.util.function.Consumer;

/// How far one answer has come, in a dialect that tells content and a finish reason.
///
/// The finish reason, or a mark of the end behind something whole, is the terminal sign; without
/// one the answer has failed. Behind the finish reason the usage may still come, so the end is told
/// when it has come, or when nothing more will.
public final class Course {
    private enum Stage {
        SILENT,
        SPEAKING,
        /// The finish reason was told; only usage may be missing.
        CLOSING,
        OVER
    }

    private final String backend;
    private final Speech speech;
    private final Consumer<Loss> losses;

    private Stage stage = Stage.SILENT;
    private Finish finish = Finish.NONE;
    private Optional<String> stopSequence = Optional.empty();
    private Usage metered = Usage.UNKNOWN;

    /// @param backend the name that people gave it, for messages
    /// @param speech what is said in this answer; this ends it
    public Course(String backend, Speech speech, Consumer<Loss> losses) {
        this.backend = backend;
        this.speech = speech;
        this.losses = losses;
    }

    public boolean isClosing() {
        return stage == Stage.CLOSING;
    }

    public boolean isOver() {
        return stage == Stage.OVER;
    }

    boolean isSilent() {
        return stage == Stage.SILENT;
    }

    /// Goes on with the answer, unless it is over; with what is thrown it has failed.
    void step(Consumer<Event> out, Runnable step) {
        if (isOver()) {
            return;
        }
        try {
            step.run();
        } catch (ProxyError e) {
            stage = Stage.OVER;
            out.accept(new Event.Failed(e));
        }
    }

    /// The first object says who answers; the others repeat it.
    public void start(String id, String model, Consumer<Event> out) {
        if (isSilent()) {
            stage = Stage.SPEAKING;
            out.accept(new Event.Started(id, model));
        }
    }

    /// Text came, as it came before.
    void text(String more, Consumer<Event> out) {
        speech.text(more, out);
    }

    /// A finish reason was told that does not mean failure. Some servers tell it again and again;
    /// the last one counts.
    public void finish(Finish reason, Optional<String> metStopSequence) {
        finish = reason;
        stopSequence = metStopSequence;
        stage = Stage.CLOSING;
    }

    /// All that was used up to now.
    public void meter(Usage soFar, Consumer<Event> out) {
        if (!isOver() && !soFar.equals(metered)) {
            metered = soFar;
            out.accept(new Event.Metered(soFar));
        }
    }

    /// The backend says that it failed. Behind a finish reason that changes nothing any more.
    public void fail(ProxyError error, Consumer<Event> out) {
        if (!isClosing()) {
            throw error;
        }
        losses.accept(Loss.slight("an error behind the end of the answer"));
        conclude(out);
    }

    /// The end was announced, with or without a reason.
    public void done(Consumer<Event> out) {
        switch (stage) {
            case CLOSING -> conclude(out);
            case SILENT, SPEAKING -> {
                if (!speech.any() || speech.isInTheMiddle()) {
                    throw truncated();
                }
                losses.accept(Loss.felt("the finish reason, which never came"));
                conclude(out);
            }
            case OVER -> {}
        }
    }

    /// The usage has come; behind the finish reason nothing else is waited for.
    public void settle(Consumer<Event> out) {
        if (isClosing()) {
            conclude(out);
        }
    }

    /// Nothing more will come. Without a finish reason the answer fails with this error.
    void broken(ProxyError error, Consumer<Event> out) {
        if (!isClosing()) {
            throw error;
        }
        conclude(out);
    }

    void end(Consumer<Event> out) {
        broken(truncated(), out);
    }

    private void conclude(Consumer<Event> out) {
        speech.end(finish.cutsOff() ? InOrder.Ending.CUT : InOrder.Ending.DONE, out);
        if (finish.meaning() == Finish.Meaning.UNKNOWN) {
            losses.accept(Loss.felt("a finish reason that is not known"));
        }
        stage = Stage.OVER;
        out.accept(new Event.Ended(reason()));
    }

    private StopReason reason() {
        String refusal = speech.refusal();
        return refusal.isEmpty()
                ? finish.reason(speech.anyCalls(), stopSequence)
                : StopReason.of(StopReason.Kind.REFUSAL, finish.raw(), refusal);
    }

    private ProxyError truncated() {
        return ProxyError.of(
                ProxyError.Kind.TRUNCATED,
                backend + ": the upstream closed the stream before finishing.");
    }
}
