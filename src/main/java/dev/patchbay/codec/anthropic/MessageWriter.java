package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.CacheControl;
import dev.patchbay.codec.CallIds;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.Losses;
import dev.patchbay.codec.Message;
import dev.patchbay.codec.OwnMark;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Source;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.Optional;

/// Writes a conversation as `messages` of blocks.
final class MessageWriter {
    private final ToolNames names;
    private final Keepsakes keepsakes;
    private final Losses losses;

    MessageWriter(ToolNames names, Keepsakes keepsakes, Losses losses) {
        this.names = names;
        this.keepsakes = keepsakes;
        this.losses = losses;
    }

    ArrayNode system(List<Part> parts) {
        return blocks(parts);
    }

    ArrayNode write(List<Message> messages) {
        var written = Json.array();
        for (var message : messages) {
            var role =
                    switch (message) {
                        case Message.Instruction _ -> "system";
                        case Message.User _, Message.ToolResult _ -> "user";
                        case Message.Assistant _ -> "assistant";
                    };
            var blocks =
                    message instanceof Message.Assistant turn
                            ? Thoughts.restored(turn, blocks(turn.parts()), keepsakes)
                            : blocks(message.parts());
            written.addObject().put("role", role).set("content", blocks);
        }
        return written;
    }

    private ArrayNode blocks(List<Part> parts) {
        var blocks = Json.array();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) ->
                        blocks.addObject().put("type", "text").put("text", text);
                case Part.Image(Source source) ->
                        blocks.addObject().put("type", "image").set("source", source(source));
                case Part.Document(Optional<String> title, Source source) -> {
                    var block = blocks.addObject().put("type", "document");
                    title.ifPresent(words -> block.put("title", words));
                    block.set("source", source(source));
                }
                case Part.ToolCall call -> blocks.add(call(call));
                case Part.ToolResult result -> blocks.add(result(result));
                case Part.Thinking thinking -> thinking(thinking, blocks);
                case Part.CacheMark mark -> mark(mark, blocks);
                case Part.Unknown(Opaque own, _) -> blocks.add(own.json().deepCopy());
            }
        }
        return blocks;
    }

    private ObjectNode call(Part.ToolCall call) {
        var block = Json.object().put("type", "tool_use");
        block.put("id", CallIds.safe(call.id())).put("name", names.wire(call.name()));
        return block.set("input", input(call.input()));
    }

    /// Other dialects keep whatever a model wrote as arguments; here only an object will do.
    private ObjectNode input(String json) {
        return ToolInput.object(json)
                .orElseGet(
                        () -> {
                            losses.slight("tool call arguments that are no JSON object");
                            return Json.object().put("input", json);
                        });
    }

    private ObjectNode result(Part.ToolResult result) {
        var block = Json.object().put("type", "tool_result");
        block.put("tool_use_id", CallIds.safe(result.callId()));
        if (!result.content().isEmpty()) {
            block.set("content", blocks(result.content()));
        }
        return result.failed() ? block.put("is_error", true) : block;
    }

    /// Only what Claude signed goes back: it refuses any other signature, and none.
    private void thinking(Part.Thinking thinking, ArrayNode blocks) {
        if (thinking.signature().isBlank() || OwnMark.isOurs(thinking.signature())) {
            losses.slight("thinking of another vendor");
        } else {
            blocks.add(MessageBody.thinking(thinking.text(), thinking.signature()));
        }
    }

    private static void mark(Part.CacheMark mark, ArrayNode blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        var last = (ObjectNode) blocks.get(blocks.size() - 1);
        if (!last.path("type").asText().equals("thinking")) {
            CacheControl.write(mark, last);
        }
    }

    private static ObjectNode source(Source source) {
        return switch (source) {
            case Source.Inline(String mediaType, String base64) ->
                    Json.object()
                            .put("type", "base64")
                            .put("media_type", mediaType)
                            .put("data", base64);
            case Source.Link(String url) -> Json.object().put("type", "url").put("url", url);
            case Source.Stored _ -> throw new IllegalStateException("a stored file got this far");
        };
    }
}
