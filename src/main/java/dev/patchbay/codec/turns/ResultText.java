package dev.patchbay.codec.turns;

import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Quirks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The result of one call, taken apart where a tool message holds text only: its images and files
/// then go into the user message after it, each with a label that says whose they are.
final class ResultText {
    private final List<Part> content;
    private final boolean failed;
    private final String text;
    private final List<Part> media = new ArrayList<>();
    private Part.@Nullable CacheMark mark;

    private ResultText(List<Part> content, boolean failed, String text) {
        this.content = content;
        this.failed = failed;
        this.text = text;
    }

    static ResultText missing(String placeholder) {
        return new ResultText(List.of(new Part.Text(placeholder)), true, placeholder);
    }

    static ResultText of(List<Part> content, boolean failed, Consumer<Loss> losses) {
        var texts = new ArrayList<String>();
        var told = new ArrayList<Part>();
        var media = new ArrayList<Part>();
        Part.CacheMark last = null;
        for (Part part : content) {
            switch (part) {
                case Part.Text(String text) -> {
                    texts.add(text);
                    told.addAll(Part.text(text));
                }
                case Part.Image _, Part.Document _ -> {
                    media.add(part);
                    told.add(part);
                }
                case Part.CacheMark mark -> last = mark;
                case Part.ToolCall _, Part.ToolResult _, Part.Thinking _, Part.Unknown _ ->
                        losses.accept(Loss.felt("unknown content of a tool result"));
            }
        }
        var text = String.join("\n", texts);
        var result = new ResultText(told, failed, failed ? failure(text) : text);
        result.media.addAll(media);
        result.mark = last;
        return result;
    }

    /// Most dialects have no flag for a failed call, so the text says it, once.
    private static String failure(String text) {
        var start = text.stripLeading();
        boolean says = start.startsWith("Error") || start.startsWith("<tool_use_error>");
        return says ? text : "Error: " + text;
    }

    void mark(Part.CacheMark other) {
        mark = other;
    }

    List<Part> parts(Quirks quirks) {
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text(text.isBlank() ? instead(quirks) : text));
        // Those who take marks refuse one on an empty text.
        if (mark != null && !text.isBlank()) {
            parts.add(mark);
        }
        return parts;
    }

    /// The result in one piece, for dialects that have a place for all of it.
    List<Part> block(String callId) {
        var result = new Part.ToolResult(callId, content, failed);
        return mark == null ? List.of(result) : List.of(result, mark);
    }

    private String instead(Quirks quirks) {
        if (!media.isEmpty()) {
            return "[attached to the next message]";
        }
        return quirks.noEmptyToolText() ? "[no output]" : text;
    }

    List<Part> media(String callId) {
        var labelled = new ArrayList<Part>();
        for (Part part : media) {
            var kind = part instanceof Part.Image ? "image" : "document";
            labelled.add(new Part.Text("[%s from tool result %s]".formatted(kind, callId)));
            labelled.add(part);
        }
        return labelled;
    }

    /// What becomes of a result that no call asked for.
    List<Part> orphaned(String callId) {
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text("[tool result %s]\n%s".formatted(callId, text).strip()));
        parts.addAll(media);
        return parts;
    }
}
