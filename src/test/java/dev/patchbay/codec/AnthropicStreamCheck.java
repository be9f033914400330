package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.anthropic.PublishedErrors;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.util.ArrayList;
import java.util.List;

/// Holds a stream to what Anthropic clients take for granted (messages-api.md §8): named events,
/// one open block at a time, nothing empty, signed thinking, whole tool inputs, exactly one end.
final class AnthropicStreamCheck {
    private enum Place {
        BEFORE_START,
        BETWEEN_BLOCKS,
        IN_BLOCK,
        AFTER_DELTA,
        ENDED
    }

    private final List<String> faults = new ArrayList<>();
    private Place place = Place.BEFORE_START;
    private int index;
    private String block = "";
    private int deltas;
    private String lastDelta = "";
    private final StringBuilder input = new StringBuilder();

    /// A tool input that was not whole when its block closed: right only under the token limit.
    private String cutInput = "";

    private AnthropicStreamCheck() {}

    /// What is wrong with this stream, one line each; empty for a good one.
    static List<String> faults(List<SseFrame> frames) {
        var check = new AnthropicStreamCheck();
        for (SseFrame frame : frames) {
            check.take(frame);
        }
        check.expect(check.place == Place.ENDED, "the stream has no end");
        return check.faults;
    }

    private void take(SseFrame frame) {
        ObjectNode json = Json.objectOrNull(frame.data());
        if (json == null || !json.path("type").asText().equals(frame.event())) {
            faults.add("event '" + frame.event() + "' has the data " + frame.data());
            return;
        }
        expect(place != Place.ENDED, frame.event() + " after the end");
        switch (frame.event()) {
            case "ping" -> expect(place != Place.BEFORE_START, "a ping before the start");
            case "message_start" -> start(json.path("message"));
            case "content_block_start" -> open(json);
            case "content_block_delta" -> grow(json);
            case "content_block_stop" -> close(json);
            case "message_delta" -> delta(json);
            case "message_stop" -> {
                expect(place == Place.AFTER_DELTA, "message_stop while " + place);
                place = Place.ENDED;
            }
            case "error" -> error(json);
            default -> faults.add("an event named '" + frame.event() + "'");
        }
    }

    private void start(JsonNode message) {
        expect(place == Place.BEFORE_START, "a second message_start");
        place = Place.BETWEEN_BLOCKS;
        expect(message.path("id").asText().startsWith("msg_"), "the message has no id of ours");
        expect(message.path("content").isEmpty(), "message_start has content");
        for (String field :
                List.of(
                        "stop_reason",
                        "stop_sequence",
                        "stop_details",
                        "container",
                        "diagnostics")) {
            expect(message.path(field).isNull(), field + " of message_start is not null");
        }
        var usage = message.path("usage");
        expect(usage.path("input_tokens").asInt() > 0, "message_start has no input estimate");
        int output = usage.path("output_tokens").asInt(-1);
        expect(output == 0 || output == 1, "message_start says " + output + " output tokens");
        for (String field :
                List.of(
                        "cache_creation",
                        "server_tool_use",
                        "service_tier",
                        "speed",
                        "inference_geo",
                        "output_tokens_details")) {
            expect(usage.has(field), "usage of message_start lacks " + field);
        }
    }

    private void open(JsonNode json) {
        expect(place == Place.BETWEEN_BLOCKS, "content_block_start while " + place);
        expect(json.path("index").asInt(-1) == index, "block " + json + " instead of " + index);
        place = Place.IN_BLOCK;
        deltas = 0;
        lastDelta = "";
        input.setLength(0);
        expect(cutInput.isEmpty(), "a block after the unfinished input " + cutInput);
        var content = json.path("content_block");
        block = content.path("type").asText();
        switch (block) {
            case "text" -> {
                expect(content.path("text").asText("?").isEmpty(), "a text block begins with text");
                expect(content.path("citations").isNull(), "a text block without citations");
            }
            case "thinking" ->
                    expect(
                            content.path("thinking").asText("?").isEmpty()
                                    && content.path("signature").asText("?").isEmpty(),
                            "a thinking block begins as " + content);
            case "tool_use" -> {
                expect(content.path("id").asText().matches("[A-Za-z0-9_-]{1,64}"), "id " + content);
                expect(!content.path("name").asText().isBlank(), "a tool_use without a name");
                expect(content.path("input").isObject(), "a tool_use without input");
                expect(content.path("caller").isObject(), "a tool_use without caller");
            }
            // What Anthropic ran itself goes through as it came.
            default ->
                    expect(
                            block.equals("server_tool_use")
                                    || block.equals("redacted_thinking")
                                    || block.endsWith("_tool_result"),
                            "a block of type " + block);
        }
    }

    private void grow(JsonNode json) {
        expect(place == Place.IN_BLOCK, "content_block_delta while " + place);
        expect(json.path("index").asInt(-1) == index, "a delta for another block: " + json);
        expect(!lastDelta.equals("signature_delta"), "a delta after the signature");
        deltas++;
        var delta = json.path("delta");
        lastDelta = delta.path("type").asText();
        switch (lastDelta) {
            case "text_delta" -> expectPiece(delta, "text", "text");
            case "thinking_delta" -> expectPiece(delta, "thinking", "thinking");
            case "signature_delta" -> expectPiece(delta, "signature", "thinking");
            case "input_json_delta" -> {
                expectPiece(delta, "partial_json", "tool_use");
                input.append(delta.path("partial_json").asText());
            }
            default -> faults.add("a delta of type " + lastDelta);
        }
    }

    private void expectPiece(JsonNode delta, String field, String of) {
        expect(block.endsWith(of), "a " + field + " delta in a " + block + " block");
        expect(!delta.path(field).asText().isEmpty(), "an empty " + field + " delta");
    }

    private void close(JsonNode json) {
        expect(place == Place.IN_BLOCK, "content_block_stop while " + place);
        expect(json.path("index").asInt(-1) == index, "the end of another block: " + json);
        place = Place.BETWEEN_BLOCKS;
        index++;
        switch (block) {
            case "text" -> expect(deltas > 0, "an empty text block");
            case "thinking" ->
                    expect(lastDelta.equals("signature_delta"), "a thinking block unsigned");
            default -> {
                if (!input.isEmpty() && Json.objectOrNull(input.toString()) == null) {
                    cutInput = input.toString();
                }
            }
        }
    }

    private void delta(JsonNode json) {
        expect(place == Place.BETWEEN_BLOCKS, "message_delta while " + place);
        place = Place.AFTER_DELTA;
        var delta = json.path("delta");
        expect(delta.path("stop_reason").isTextual(), "no stop_reason");
        for (String field : List.of("stop_sequence", "stop_details", "container")) {
            expect(delta.has(field), "message_delta lacks " + field);
        }
        if (!delta.path("stop_reason").asText().equals("max_tokens")) {
            expect(cutInput.isEmpty(), "a closed call with the unfinished input " + cutInput);
        }
        var usage = json.path("usage");
        for (String field :
                List.of(
                        "input_tokens",
                        "output_tokens",
                        "cache_creation_input_tokens",
                        "cache_read_input_tokens")) {
            expect(usage.path(field).isIntegralNumber(), "usage of message_delta lacks " + field);
        }
        expect(usage.has("server_tool_use"), "usage of message_delta lacks server_tool_use");
        expect(usage.has("output_tokens_details"), "usage lacks output_tokens_details");
    }

    private void error(JsonNode json) {
        expect(cutInput.isEmpty(), "a closed call with the unfinished input " + cutInput);
        place = Place.ENDED;
        var error = json.path("error");
        expect(
                PublishedErrors.TYPES.contains(error.path("type").asText()),
                "error type in " + json);
        expect(!error.path("message").asText().isBlank(), "an error without message");
        expect(json.path("request_id").isTextual(), "an error without request_id");
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
