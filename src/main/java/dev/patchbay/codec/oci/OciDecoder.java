package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.DataLines;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Fields;
import dev.patchbay.codec.Finish;
import dev.patchbay.codec.InOrder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OfferedTools;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.Speech;
import dev.patchbay.codec.ToolNames;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads an answer of OCI in whichever form the model speaks.
///
/// A finish reason is the terminal sign; `[DONE]` may follow it or not. The usage comes with the
/// finish reason or in an event of its own after it, so the end is told when it has come, or when
/// nothing more will.
final class OciDecoder implements EventDecoder {
    private static final int TOO_MANY_BAD_LINES = 3;

    private enum Stage {
        SILENT,
        SPEAKING,
        /// The finish reason was told; only usage may be missing.
        CLOSING,
        OVER
    }

    private final String backend;
    private final ChatForm form;
    private final Consumer<Loss> losses;
    private final Speech speech;
    private final MessageReader messages;
    private final UsageReader usage;
    private final DataLines lines;
    private final OciErrors errors = new OciErrors();

    private Stage stage = Stage.SILENT;
    private Finish finish = Finish.NONE;
    private Usage metered = Usage.UNKNOWN;

    OciDecoder(
            Prompt prompt,
            Recipient recipient,
            Keepsakes keepsakes,
            Supplier<String> ids,
            Consumer<Loss> losses) {
        this.backend = recipient.backend();
        this.form = ChatForm.of(recipient.hosting(), recipient.target().model());
        this.losses = losses;
        var names = form == ChatForm.COHERE ? CohereForm.names(prompt) : ToolNames.of(prompt);
        this.speech =
                new Speech(
                        prompt,
                        recipient.quirks(),
                        new OfferedTools(prompt, names::original),
                        new UniqueIds(prompt, ids),
                        keepsakes,
                        Speech.Material.NONE,
                        losses);
        this.messages = new MessageReader(form, speech, losses);
        this.usage = new UsageReader(recipient.quirks().thinkingBesideOutput());
        this.lines = new DataLines(losses);
    }

    @Override
    public void take(SseFrame frame, Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (frame.event().equals("error")) {
                        fail(frame.data(), out);
                        return;
                    }
                    lines.take(frame.data(), finds(out));
                    if (lines.bad() >= TOO_MANY_BAD_LINES) {
                        broken(garbled("sent a stream that cannot be read"), out);
                    }
                });
    }

    @Override
    public void whole(JsonNode body, Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (body instanceof ObjectNode object) {
                        answer(object, out);
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

    private DataLines.Finds finds(Consumer<Event> out) {
        return new DataLines.Finds() {
            @Override
            public void object(ObjectNode event) {
                event(event, out);
            }

            @Override
            public void done() {
                OciDecoder.this.done(out);
            }

            @Override
            public boolean isOver() {
                return stage == Stage.OVER;
            }
        };
    }

    private void event(ObjectNode event, Consumer<Event> out) {
        if (event.has("chatResponse")) {
            answer(event, out);
            return;
        }
        if (errors.isError(event)) {
            fail(Json.text(event), out);
            return;
        }
        start(event, event, out);
        boolean last = form != ChatForm.GENERIC && !Fields.text(event, "finishReason").isBlank();
        say(event, last ? MessageReader.Place.WHOLE : MessageReader.Place.PIECE, out);
        finish(event, out);
        boolean told = stage != Stage.OVER && meter(event.path("usage"), out);
        if (told && stage == Stage.CLOSING) {
            conclude(out);
        }
    }

    /// An answer in one piece.
    private void answer(ObjectNode body, Consumer<Event> out) {
        var response = Fields.object(body, "chatResponse");
        if (response == null) {
            if (errors.isError(body)) {
                fail(Json.text(body), out);
                return;
            }
            throw ProxyError.of(
                    ProxyError.Kind.UPSTREAM_FAILED,
                    backend + " answered without any chat response.");
        }
        if (errors.isError(response)) {
            fail(Json.text(response), out);
            return;
        }
        start(body, response, out);
        if (response.has("choices")) {
            for (JsonNode choice : Fields.each(response, "choices")) {
                if (choice instanceof ObjectNode ours && choice.path("index").asInt(0) == 0) {
                    whole(ours, out);
                }
            }
        } else {
            whole(response, out);
        }
        if (stage != Stage.OVER) {
            meter(response.path("usage"), out);
            done(out);
        }
    }

    private void whole(ObjectNode choice, Consumer<Event> out) {
        say(choice, MessageReader.Place.WHOLE, out);
        finish(choice, out);
        if (stage != Stage.OVER) {
            meter(choice.path("usage"), out);
        }
    }

    private void say(ObjectNode event, MessageReader.Place place, Consumer<Event> out) {
        if (stage == Stage.CLOSING) {
            return;
        }
        if (event.get("message") instanceof ObjectNode message) {
            messages.take(message, place, out);
        } else {
            messages.takeFlat(event, place, out);
        }
    }

    private void finish(ObjectNode event, Consumer<Event> out) {
        var raw = Fields.text(event, "finishReason");
        if (raw.isBlank() || stage == Stage.OVER) {
            return;
        }
        finish = Finish.of(raw);
        if (finish.meaning() == Finish.Meaning.FAILED) {
            var why = Fields.text(event, "errorMessage");
            fail(
                    why.isEmpty()
                            ? "The answer ended with the finish reason '%s'.".formatted(raw)
                            : why,
                    out);
        } else {
            stage = Stage.CLOSING;
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
        speech.end(finish.cutsOff() ? InOrder.Ending.CUT : InOrder.Ending.DONE, out);
        if (finish.meaning() == Finish.Meaning.UNKNOWN) {
            losses.accept(Loss.felt("a finish reason that is not known"));
        }
        stage = Stage.OVER;
        var refusal = speech.refusal();
        out.accept(
                new Event.Ended(
                        refusal.isEmpty()
                                ? finish.reason(speech.anyCalls(), Optional.empty())
                                : StopReason.of(StopReason.Kind.REFUSAL, finish.raw(), refusal)));
    }

    private void start(ObjectNode envelope, ObjectNode response, Consumer<Event> out) {
        if (stage == Stage.SILENT) {
            stage = Stage.SPEAKING;
            out.accept(
                    new Event.Started(
                            Fields.text(response, "id"), Fields.text(envelope, "modelId")));
        }
    }

    private boolean meter(JsonNode told, Consumer<Event> out) {
        boolean counts = usage.take(told);
        if (counts && !usage.soFar().equals(metered)) {
            metered = usage.soFar();
            out.accept(new Event.Metered(metered));
        }
        return counts;
    }

    /// The backend says that it failed. Behind a finish reason that changes nothing any more.
    private void fail(String body, Consumer<Event> out) {
        if (stage == Stage.CLOSING) {
            losses.accept(Loss.slight("an error behind the end of the answer"));
            conclude(out);
            return;
        }
        throw errors.read(OciErrors.UNKNOWN_STATUS, Headers.NONE, body, backend);
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
