package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Fields;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Recipient;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.chat.ChatDecoder;
import dev.patchbay.codec.chat.Course;
import dev.patchbay.codec.chat.Finish;
import dev.patchbay.codec.chat.Speech;
import dev.patchbay.codec.errors.BackendErrors;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Quirks.ReasoningHistory;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads the chunks of an OpenAI-compatible backend, or its answer in one piece.
final class ChunkReader implements ChatDecoder.Reader {
    private final String backend;
    private final Course course;
    private final Speech speech;
    private final DeltaReader deltas;
    private final UsageReader usage;
    private final FinishReader finish;
    private final OpenAiErrors errors = new OpenAiErrors();

    private boolean sendsDeltas;

    private ChunkReader(
            Prompt prompt, Recipient recipient, Course course, Speech speech, DeltaReader deltas) {
        this.backend = recipient.backend();
        this.course = course;
        this.speech = speech;
        this.deltas = deltas;
        this.finish = new FinishReader(prompt.sampling().stop());
        this.usage = new UsageReader(recipient.quirks().thinkingBesideOutput());
    }

    /// `ids` gives random text for the calls that come without an id.
    static EventDecoder decoder(
            Prompt prompt,
            Recipient recipient,
            Keepsakes keepsakes,
            Supplier<String> ids,
            Consumer<Loss> losses) {
        var quirks = recipient.quirks();
        var details =
                new ReasoningDetails(
                        quirks.reasoningHistory() == ReasoningHistory.REASONING_DETAILS);
        var names = ToolNames.of(prompt);
        var speech =
                new Speech(
                        prompt,
                        quirks,
                        new OfferedTools(prompt, names::original),
                        new UniqueIds(prompt, ids),
                        keepsakes,
                        details,
                        losses);
        var course = new Course(recipient.backend(), speech, losses);
        var deltas = new DeltaReader(speech, details, losses);
        var reader = new ChunkReader(prompt, recipient, course, speech, deltas);
        return new ChatDecoder(recipient.backend(), course, reader, losses);
    }

    @Override
    public void piece(ObjectNode chunk, Consumer<Event> out) {
        if (errors.isError(chunk)) {
            course.fail(error(Json.text(chunk)), out);
            return;
        }
        start(chunk, out);
        for (var choice : Fields.each(chunk, "choices")) {
            if (isOurs(choice)) {
                choice((ObjectNode) choice, this::say, out);
            }
        }
        if (usage.take(chunk)) {
            course.meter(usage.soFar(), out);
            course.settle(out);
        }
    }

    @Override
    public @Nullable String onlyText(ObjectNode chunk) {
        return TextChunk.text(chunk);
    }

    @Override
    public void whole(ObjectNode body, Consumer<Event> out) {
        if (errors.isError(body)) {
            course.fail(error(Json.text(body)), out);
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
        if (usage.take(body)) {
            course.meter(usage.soFar(), out);
        }
        if (!isChunk) {
            course.done(out);
        }
    }

    @Override
    public boolean tellsError(String event) {
        return event.equals("error") || event.equals("exception");
    }

    @Override
    public ProxyError error(String text) {
        return BackendErrors.read(errors.statusIn(text), Headers.NONE, text, backend);
    }

    private void start(ObjectNode chunk, Consumer<Event> out) {
        course.start(Fields.text(chunk, "id"), Fields.text(chunk, "model"), out);
    }

    /// We never ask for more than one choice; some servers spread that one over several.
    private static boolean isOurs(JsonNode choice) {
        return choice.isObject() && choice.path("index").asInt(0) == 0;
    }

    private interface Saying {
        void say(ObjectNode choice, Consumer<Event> out);
    }

    private void choice(ObjectNode choice, Saying saying, Consumer<Event> out) {
        if (course.isOver()) {
            return;
        }
        var error = Fields.object(choice, "error");
        if (error != null && !error.isEmpty()) {
            course.fail(error(Json.text(error)), out);
            return;
        }
        saying.say(choice, out);
        if (!finish.take(choice)) {
            return;
        }
        if (finish.last().meaning() == Finish.Meaning.FAILED) {
            course.fail(error(finish.last().failure()), out);
        } else {
            course.finish(finish.last(), finish.met());
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
}
