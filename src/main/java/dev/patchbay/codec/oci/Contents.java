package dev.patchbay.codec.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.patchbay.codec.Message;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Source;
import dev.patchbay.wire.Json;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Writes what one message holds as a list of typed parts. Text alone is one part: models are
/// shown several without anything between.
final class Contents {
    private static final String PARAGRAPHS = "\n\n";

    private final ChatForm form;
    private final Consumer<Loss> losses;

    Contents(ChatForm form, Consumer<Loss> losses) {
        this.form = form;
        this.losses = losses;
    }

    ArrayNode of(List<Part> parts) {
        return written(parts, PARAGRAPHS);
    }

    /// What an assistant said beside its calls and thoughts; may be empty.
    ArrayNode said(Message.Assistant turn) {
        var said =
                turn.parts().stream()
                        .filter(
                                part ->
                                        !(part instanceof Part.ToolCall)
                                                && !(part instanceof Part.Thinking)
                                                && !(part instanceof Part.CacheMark))
                        .toList();
        return said.isEmpty() ? Json.array() : written(said, "");
    }

    /// All text of these parts; what is no text was left out before.
    static String text(List<Part> parts) {
        return Part.joined(parts, PARAGRAPHS);
    }

    /// All that an assistant said, as one text.
    static String spoken(List<Part> parts) {
        return Part.joined(parts, "");
    }

    private ArrayNode written(List<Part> parts, String joint) {
        if (parts.stream().anyMatch(Part.CacheMark.class::isInstance)) {
            losses.accept(Loss.slight("cache_control"));
        }
        boolean plain =
                parts.stream()
                        .allMatch(
                                part ->
                                        part instanceof Part.Text
                                                || part instanceof Part.CacheMark);
        if (plain) {
            return text(Part.joined(parts, joint), Json.array());
        }
        var content = Json.array();
        parts.forEach(part -> add(part, content));
        return content;
    }

    private static ArrayNode text(String text, ArrayNode content) {
        content.addObject().put("type", "TEXT").put("text", text);
        return content;
    }

    private void add(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text(String text) -> text(text, content);
            case Part.Image(Source source) ->
                    content.addObject()
                            .put("type", form == ChatForm.GENERIC ? "IMAGE" : "IMAGE_URL")
                            .putObject("imageUrl")
                            .put("url", url(source));
            case Part.Document(_, Source source) ->
                    content.addObject()
                            .put("type", "DOCUMENT")
                            .putObject("documentUrl")
                            .put("url", url(source));
            case Part.Unknown(Opaque own, _) -> content.add(own.json().deepCopy());
            case Part.CacheMark _ -> {}
            case Part.ToolCall _, Part.ToolResult _, Part.Thinking _ ->
                    throw new IllegalStateException("no content: " + part.getClass());
        }
    }

    private static String url(Source source) {
        return switch (source) {
            case Source.Inline(String mediaType, String base64) ->
                    "data:" + mediaType + ";base64," + base64;
            case Source.Link(String url) -> "data:" + mediaType(url) + ";uri," + url;
            case Source.Stored _ -> throw new IllegalStateException("a stored file got this far");
        };
    }

    private static String mediaType(String url) {
        String path = url.toLowerCase(Locale.ROOT);
        return path.contains(".jpg") || path.contains(".jpeg") ? "image/jpeg" : "image/png";
    }
}
