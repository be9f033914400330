package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.BackendErrors;
import dev.patchbay.codec.DataLines;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Fields;
import dev.patchbay.codec.Finish;
import dev.patchbay.codec.InOrder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OfferedTools;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.Speech;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks.ReasoningHistory;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads the answer of an OpenAI-compatible backend.
///
/// A finish reason, or `[DONE]` behind something whole, is the terminal sign; without one the
/// answer has failed. Between the finish reason and the end of the stream the usage may still come,
/// so the end is told when it has come, or when nothing more will.
final class OpenAiDecoder implements EventDecoder {
    private static final int TOO_MANY_BAD_LINES = 3;

    private enum Stage {
        SILENT,
        SPEAKING,
        /// The finish reason was told; only usage may be missing.
        CLOSING,
        OVER
    }

    private final String backend;
    private final Consumer<Loss> losses;
    private final Speech speech;
    private final DeltaReader deltas;
    private final UsageReader usage;
    private final DataLines lines;
    private final FinishReader finish;
    private final OpenAiErrors errors = new OpenAiErrors();

    private Stage stage = Stage.SILENT;
    private Usage metered = Usage.UNKNOWN;
    private boolean sendsDeltas;

    /// `originals` turns a tool name that had to be changed for the backend into the client's own;
    /// `ids` gives random text for the calls that come without an id.
    OpenAiDecoder(
            Prompt prompt,
            Recipient recipient,
            UnaryOperator<String> originals,
            Keepsakes keepsakes,
            Supplier<String> ids,
            Consumer<Loss> losses) {
        var quirks = recipient.quirks();
        this.backend = recipient.backend();
        this.losses = losses;
        var details =
                new ReasoningDetails(
                        quirks.reasoningHistory() == ReasoningHistory.REASONING_DETAILS);
        this.speech =
                new Speech(
                        prompt,
                        quirks,
                        new OfferedTools(prompt, originals),
                        new UniqueIds(prompt, ids),
                        keepsakes,
                        details,
                        losses);
        this.deltas = new DeltaReader(speech, details, losses);
        this.finish = new FinishReader(prompt.sampling().stop());
        this.lines = new DataLines(losses);
        this.usage = new UsageReader(quirks.thinkingBesideOutput());
    }

    @Override
    public void take(SseFrame frame, Consumer<Event> out) {
        guarded(out, () -> data(frame, out));
    }

    @Override
    public void whole(JsonNode body, Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (body instanceof ObjectNode object) {
                        message(object, out);
                    } else {
                        lines.value(body, finds(out));
                    }
                });
    }

    @Override
    public void end(Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (stage == Stage.CLOSING) {
                        conclude(out);
                    } else if (stage == Stage.SILENT && lines.bad() > 0) {
                        throw garbled("sent a stream that cannot be read");
                    } else {
                        throw truncated();
                    }
                });
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (stage != Stage.CLOSING) {
                        throw error;
                    }
                    conclude(out);
                });
    }

    @Override
    public boolean finished() {
        return stage == Stage.OVER;
    }

    @Override
    public boolean complete() {
        return stage == Stage.CLOSING;
    }

    private void guarded(Consumer<Event> out, Runnable step) {
        if (stage == Stage.OVER) {
            return;
        }
        try {
            step.run();
        } catch (ProxyError e) {
            stage = Stage.OVER;
            out.accept(new Event.Failed(e));
        }
    }

    private void data(SseFrame frame, Consumer<Event> out) {
        if (frame.event().equals("error") || frame.event().equals("exception")) {
            fail(frame.data(), out);
            return;
        }
        lines.take(frame.data(), finds(out));
        if (lines.bad() >= TOO_MANY_BAD_LINES) {
            broken(garbled("sent a stream that cannot be read"), out);
        }
    }

    private DataLines.Finds finds(Consumer<Event> out) {
        return new DataLines.Finds() {
            @Override
            public void object(ObjectNode chunk) {
                chunk(chunk, out);
            }

            @Override
            public void done() {
                OpenAiDecoder.this.done(out);
            }

            @Override
            public boolean isOver() {
                return stage == Stage.OVER;
            }
        };
    }

    private void chunk(ObjectNode chunk, Consumer<Event> out) {
        if (errors.isError(chunk)) {
            fail(Json.text(chunk), out);
            return;
        }
        start(chunk, out);
        for (var choice : Fields.each(chunk, "choices")) {
            if (isOurs(choice)) {
                choice((ObjectNode) choice, this::say, out);
            }
        }
        boolean told = stage != Stage.OVER && meter(chunk, out);
        if (told && stage == Stage.CLOSING) {
            conclude(out);
        }
    }

    /// An answer in one piece.
    private void message(ObjectNode body, Consumer<Event> out) {
        if (errors.isError(body)) {
            fail(Json.text(body), out);
            return;
        }
        if (!Fields.each(body, "choices").iterator().hasNext()) {
            throw ProxyError.of(
                    ProxyError.Kind.UPSTREAM_FAILED, backend + " answered without any choice.");
        }
        start(body, out);
        boolean isChunk = true;
        for (var choice : Fields.each(body, "choices")) {
            if (isOurs(choice)) {
                isChunk &= Fields.object(choice, "message") == null;
                choice((ObjectNode) choice, this::sayWhole, out);
            }
        }
        if (stage == Stage.OVER) {
            return;
        }
        meter(body, out);
        if (!isChunk) {
            done(out);
        }
    }

    /// We never ask for more than one choice; some servers spread that one over several.
    private static boolean isOurs(JsonNode choice) {
        return choice.isObject() && choice.path("index").asInt(0) == 0;
    }

    private interface Saying {
        void say(ObjectNode choice, Consumer<Event> out);
    }

    private void choice(ObjectNode choice, Saying saying, Consumer<Event> out) {
        if (stage == Stage.OVER) {
            return;
        }
        var error = Fields.object(choice, "error");
        if (error != null && !error.isEmpty()) {
            fail(Json.text(error), out);
            return;
        }
        saying.say(choice, out);
        if (!finish.take(choice)) {
            return;
        }
        if (finish.last().meaning() == Finish.Meaning.FAILED) {
            var raw = finish.last().raw();
            fail("The answer ended with the finish reason '%s'.".formatted(raw), out);
        } else {
            stage = Stage.CLOSING;
        }
    }

    private void say(ObjectNode choice, Consumer<Event> out) {
        var delta = Fields.object(choice, "delta");
        if (delta != null) {
            sendsDeltas = true;
            deltas.take(delta, out);
        }
        var message = Fields.object(choice, "message");
        if (message == null) {
            return;
        }
        // In a stream of deltas a message repeats what came, unless nothing came.
        if (!sendsDeltas || !speech.any()) {
            deltas.take(message, out);
        } else if (!speech.anyCalls()) {
            deltas.takeCalls(message, out);
        }
    }

    private void sayWhole(ObjectNode choice, Consumer<Event> out) {
        var message = Fields.object(choice, "message");
        if (message == null) {
            say(choice, out);
        } else {
            deltas.takeWhole(message, out);
        }
    }

    /// The end was announced, with or without a reason.
    private void done(Consumer<Event> out) {
        if (stage == Stage.CLOSING) {
            conclude(out);
        } else if (speech.any() && !speech.isInTheMiddle()) {
            losses.accept(Loss.felt("the finish reason, which never came"));
            conclude(out);
        } else {
            throw truncated();
        }
    }

    private void conclude(Consumer<Event> out) {
        speech.end(finish.last().cutsOff() ? InOrder.Ending.CUT : InOrder.Ending.DONE, out);
        if (finish.last().meaning() == Finish.Meaning.UNKNOWN) {
            losses.accept(Loss.felt("a finish reason that is not known"));
        }
        stage = Stage.OVER;
        out.accept(new Event.Ended(finish.reason(speech.anyCalls(), speech.refusal())));
    }

    private void start(ObjectNode chunk, Consumer<Event> out) {
        if (stage == Stage.SILENT) {
            stage = Stage.SPEAKING;
            out.accept(new Event.Started(Fields.text(chunk, "id"), Fields.text(chunk, "model")));
        }
    }

    private boolean meter(ObjectNode chunk, Consumer<Event> out) {
        boolean told = usage.take(chunk);
        if (told && !usage.soFar().equals(metered)) {
            metered = usage.soFar();
            out.accept(new Event.Metered(metered));
        }
        return told;
    }

    /// The backend says that it failed. Behind a finish reason that changes nothing any more.
    private void fail(String body, Consumer<Event> out) {
        if (stage == Stage.CLOSING) {
            losses.accept(Loss.slight("an error behind the end of the answer"));
            conclude(out);
            return;
        }
        throw BackendErrors.read(errors.statusIn(body), Headers.NONE, body, backend);
    }

    private ProxyError truncated() {
        return ProxyError.of(
                ProxyError.Kind.TRUNCATED,
                backend + ": the upstream closed the stream before finishing.");
    }

    private ProxyError garbled(String what) {
        return ProxyError.of(ProxyError.Kind.GARBLED, backend + " " + what + ".");
    }
}
