package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.util.ArrayList;
import java.util.List;

/// Holds a stream to what OpenAI clients take for granted (openai-chat.md §9): the role first, one
/// choice, calls numbered densely from 0 and named in their first piece, one reason to finish, at
/// most one frame of usage behind it, `[DONE]` or an error at the end.
final class OpenAiStreamCheck {
    private enum Place {
        BEFORE_ROLE,
        TELLING,
        FINISHED,
        METERED,
        ENDED
    }

    private final List<String> faults = new ArrayList<>();
    private final List<StringBuilder> calls = new ArrayList<>();
    private Place place = Place.BEFORE_ROLE;
    private String finish = "";
    private String envelope = "";

    private OpenAiStreamCheck() {}

    /// What is wrong with this stream, one line each; empty for a good one.
    static List<String> faults(List<SseFrame> frames) {
        var check = new OpenAiStreamCheck();
        frames.forEach(check::take);
        check.expect(check.place == Place.ENDED, "the stream has no end");
        return check.faults;
    }

    private void take(SseFrame frame) {
        expect(frame.event().isEmpty(), "an event named '" + frame.event() + "'");
        expect(place != Place.ENDED, "after the end: " + frame.data());
        if (frame.data().equals("[DONE]")) {
            expect(place == Place.FINISHED || place == Place.METERED, "[DONE] while " + place);
            checkInputs();
            place = Place.ENDED;
            return;
        }
        var json = Json.objectOrNull(frame.data());
        if (json == null) {
            faults.add("a frame that is no object: " + frame.data());
        } else if (json.has("error")) {
            expect(!json.at("/error/message").asText().isBlank(), "an error without a message");
            expect(json.at("/error/type").isTextual(), "an error without a type");
            place = Place.ENDED;
        } else {
            chunk(json);
        }
    }

    private void chunk(ObjectNode json) {
        expect(json.path("object").asText().equals("chat.completion.chunk"), "object of " + json);
        expect(json.path("created").asLong() > 0, "no time in " + json);
        var head = json.path("id").asText() + " " + json.path("model").asText();
        expect(envelope.isEmpty() || envelope.equals(head), "an envelope changes: " + json);
        envelope = head;
        if (json.path("usage").isObject()) {
            expect(place == Place.FINISHED, "usage while " + place);
            expect(json.path("choices").isArray(), "usage without choices");
            expect(json.path("choices").isEmpty(), "usage beside a choice");
            place = Place.METERED;
            return;
        }
        expect(json.path("choices").size() == 1, "choices in " + json);
        choice(json.path("choices").path(0));
    }

    private void choice(JsonNode choice) {
        expect(choice.path("index").asInt(-1) == 0, "another choice: " + choice);
        var delta = choice.path("delta");
        if (place == Place.BEFORE_ROLE) {
            expect(delta.path("role").asText().equals("assistant"), "begins with " + choice);
            place = Place.TELLING;
        } else {
            expect(!delta.has("role"), "a second role");
        }
        expect(place == Place.TELLING, "a delta while " + place);
        delta.path("tool_calls").forEach(this::call);
        if (!choice.path("finish_reason").isNull()) {
            finish = choice.path("finish_reason").asText();
            place = Place.FINISHED;
        }
    }

    private void call(JsonNode call) {
        int index = call.path("index").asInt(-1);
        var function = call.path("function");
        if (index == calls.size()) {
            expect(call.path("id").asText().matches("[A-Za-z0-9_-]{1,64}"), "id of " + call);
            expect(call.path("type").asText().equals("function"), "type of " + call);
            expect(!function.path("name").asText().isBlank(), "name of " + call);
            calls.add(new StringBuilder());
        } else {
            expect(index == calls.size() - 1, "a piece of another call: " + call);
            expect(!call.has("id") && !function.has("name"), "named again: " + call);
        }
        if (index >= 0 && index < calls.size()) {
            calls.get(index).append(function.path("arguments").asText());
        }
    }

    private void checkInputs() {
        for (var input : calls) {
            boolean whole = Json.objectOrNull(input.toString()) != null;
            expect(whole || finish.equals("length"), "arguments that are no object: " + input);
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
