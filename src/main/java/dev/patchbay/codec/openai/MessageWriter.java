package dev.patchbay.codec.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.codec.CacheControl;
import dev.patchbay.codec.Message;
import dev.patchbay.codec.WireIds;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.codec.turns.Conversation;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks;
import dev.patchbay.hub.Source;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes a conversation as `messages`.
final class MessageWriter {
    private static final String PARAGRAPHS = "\n\n";

    private final Quirks quirks;
    private final ToolNames names;
    private final WireIds ids;
    private final ReasoningReplay replay;
    private final Consumer<Loss> losses;

    MessageWriter(
            Quirks quirks,
            ToolNames names,
            WireIds ids,
            ReasoningReplay replay,
            Consumer<Loss> losses) {
        this.quirks = quirks;
        this.names = names;
        this.ids = ids;
        this.replay = replay;
        this.losses = losses;
    }

    ArrayNode write(Conversation conversation) {
        var messages = Json.array();
        if (!conversation.system().isEmpty()) {
            messages.add(system(conversation.system()));
        }
        conversation.messages().forEach(message -> messages.add(message(message)));
        return messages;
    }

    private ObjectNode message(Message message) {
        return switch (message) {
            case Message.Instruction(List<Part> parts) -> system(parts);
            case Message.User(List<Part> parts) -> message("user", content(parts, PARAGRAPHS));
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult(String callId, List<Part> parts) -> {
                var result = Json.object().put("role", "tool");
                result.put("tool_call_id", ids.wire(callId));
                yield result.<ObjectNode>set("content", content(parts, PARAGRAPHS));
            }
        };
    }

    private ObjectNode system(List<Part> parts) {
        return message(quirks.developerRole() ? "developer" : "system", content(parts, PARAGRAPHS));
    }

    private static ObjectNode message(String role, JsonNode content) {
        return Json.object().put("role", role).set("content", content);
    }

    private ObjectNode assistant(Message.Assistant turn) {
        var said =
                turn.parts().stream()
                        .filter(
                                part ->
                                        !(part instanceof Part.ToolCall)
                                                && !(part instanceof Part.Thinking))
                        .toList();
        boolean silent = said.stream().allMatch(Part.CacheMark.class::isInstance);
        var message = message("assistant", silent ? nothing() : content(said, ""));
        replay.add(turn, message);
        if (!turn.calls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            turn.calls().forEach(call -> calls.add(call(call)));
        }
        return message;
    }

    private JsonNode nothing() {
        return quirks.emptyNotNull() ? TextNode.valueOf("") : NullNode.getInstance();
    }

    private ObjectNode call(Part.ToolCall call) {
        var written = Json.object().put("id", ids.wire(call.id())).put("type", "function");
        written.putObject("function")
                .put("name", names.wire(call.name()))
                .put("arguments", call.inputOrEmptyObject());
        replay.add(call, written);
        return written;
    }

    /// One string where there is only text, which every server takes; else parts.
    private JsonNode content(List<Part> parts, String joint) {
        return parts.stream().allMatch(this::isPlain)
                ? TextNode.valueOf(Part.joined(parts, joint))
                : array(parts);
    }

    private boolean isPlain(Part part) {
        return part instanceof Part.Text || part instanceof Part.CacheMark && !takesMarks();
    }

    private boolean takesMarks() {
        if (!quirks.cacheControl()) {
            losses.accept(Loss.slight("cache_control"));
        }
        return quirks.cacheControl();
    }

    private ArrayNode array(List<Part> parts) {
        var content = Json.array();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) ->
                        content.addObject().put("type", "text").put("text", text);
                case Part.Image(Source source) ->
                        content.addObject()
                                .put("type", "image_url")
                                .putObject("image_url")
                                .put("url", url(source));
                case Part.Document(Optional<String> title, Source source) ->
                        content.addObject()
                                .put("type", "file")
                                .putObject("file")
                                .put("filename", title.orElse("document.pdf"))
                                .put("file_data", url(source));
                case Part.Unknown(Opaque own, _) -> content.add(own.json().deepCopy());
                case Part.CacheMark mark -> mark(content, mark);
                case Part.ToolCall _, Part.ToolResult _, Part.Thinking _ ->
                        throw new IllegalStateException("no content: " + part.getClass());
            }
        }
        return content;
    }

    private void mark(ArrayNode content, Part.CacheMark mark) {
        if (takesMarks() && !content.isEmpty()) {
            CacheControl.write(mark, (ObjectNode) content.get(content.size() - 1));
        }
    }

    private static String url(Source source) {
        return switch (source) {
            case Source.Inline inline -> DataUrl.write(inline);
            case Source.Link(String url) -> url;
            case Source.Stored _ -> throw new IllegalStateException("a stored file got this far");
        };
    }
}
