package dev.patchbay.codec.oci;

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
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.Json;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads the events of OCI, or its answer in one piece, in whichever form the model speaks.
final class ChatReader implements ChatDecoder.Reader {
    private final String backend;
    private final ChatForm form;
    private final Course course;
    private final MessageReader messages;
    private final UsageReader usage;
    private final OciErrors errors = new OciErrors();

    private ChatReader(Recipient recipient, ChatForm form, Course course, MessageReader messages) {
        this.backend = recipient.backend();
        this.form = form;
        this.course = course;
        this.messages = messages;
        this.usage = new UsageReader(recipient.quirks().thinkingBesideOutput());
    }

    /// `ids` gives random text for the calls that come without an id.
    static EventDecoder decoder(
            Prompt prompt,
            Recipient recipient,
            Keepsakes keepsakes,
            Supplier<String> ids,
            Consumer<Loss> losses) {
        var form = ChatForm.of(recipient.hosting(), recipient.target().model());
        var names = form == ChatForm.COHERE ? CohereForm.names(prompt) : ToolNames.of(prompt);
        var speech =
                new Speech(
                        prompt,
                        recipient.quirks(),
                        new OfferedTools(prompt, names::original),
                        new UniqueIds(prompt, ids),
                        keepsakes,
                        Speech.Material.NONE,
                        losses);
        var course = new Course(recipient.backend(), speech, losses);
        var messages = new MessageReader(form, speech, losses);
        var reader = new ChatReader(recipient, form, course, messages);
        return new ChatDecoder(recipient.backend(), course, reader, losses);
    }

    @Override
    public void piece(ObjectNode event, Consumer<Event> out) {
        if (event.has("chatResponse")) {
            whole(event, out);
            return;
        }
        if (errors.isError(event)) {
            course.fail(error(Json.text(event)), out);
            return;
        }
        start(event, event, out);
        boolean last = form != ChatForm.GENERIC && !Fields.text(event, "finishReason").isBlank();
        say(event, last ? MessageReader.Place.WHOLE : MessageReader.Place.PIECE, out);
        if (usage.take(event.path("usage"))) {
            course.meter(usage.soFar(), out);
            course.settle(out);
        }
    }

    @Override
    public void whole(ObjectNode body, Consumer<Event> out) {
        var inside = Fields.object(body, "chatResponse");
        var response = inside == null ? body : inside;
        if (errors.isError(response)) {
            course.fail(error(Json.text(response)), out);
            return;
        }
        if (inside == null) {
            throw ProxyError.of(
                    ProxyError.Kind.UPSTREAM_FAILED,
                    backend + " answered without any chat response.");
        }
        start(body, response, out);
        if (response.has("choices")) {
            for (JsonNode choice : Fields.each(response, "choices")) {
                if (choice instanceof ObjectNode ours && choice.path("index").asInt(0) == 0) {
                    choice(ours, out);
                }
            }
        } else {
            choice(response, out);
        }
        meter(response, out);
        course.done(out);
    }

    private void choice(ObjectNode choice, Consumer<Event> out) {
        say(choice, MessageReader.Place.WHOLE, out);
        meter(choice, out);
    }

    private void meter(ObjectNode told, Consumer<Event> out) {
        if (usage.take(told.path("usage"))) {
            course.meter(usage.soFar(), out);
        }
    }

    @Override
    public boolean tellsError(String event) {
        return event.equals("error");
    }

    @Override
    public ProxyError error(String text) {
        return errors.read(OciErrors.UNKNOWN_STATUS, Headers.NONE, text, backend);
    }

    private void start(ObjectNode envelope, ObjectNode response, Consumer<Event> out) {
        course.start(Fields.text(response, "id"), Fields.text(envelope, "modelId"), out);
    }

    /// What this says, and why it is the last, if it is.
    private void say(ObjectNode told, MessageReader.Place place, Consumer<Event> out) {
        if (course.isOver()) {
            return;
        }
        if (!course.isClosing()) {
            if (told.get("message") instanceof ObjectNode message) {
                messages.take(message, place, out);
            } else {
                messages.takeFlat(told, place, out);
            }
        }
        finish(told, out);
    }

    private void finish(ObjectNode told, Consumer<Event> out) {
        var raw = Fields.text(told, "finishReason");
        if (raw.isBlank()) {
            return;
        }
        var finish = Finish.of(raw);
        if (finish.meaning() == Finish.Meaning.FAILED) {
            var why = Fields.text(told, "errorMessage");
            course.fail(error(why.isEmpty() ? finish.failure() : why), out);
        } else {
            course.finish(finish, Optional.empty());
        }
    }
}
