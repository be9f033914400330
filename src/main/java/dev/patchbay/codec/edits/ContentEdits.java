package dev.patchbay.codec.edits;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.wire.Json;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Puts text into content, which is one string or a list of parts; the chat dialects write a part
/// of text alike. In a list it becomes a part of its own, so that no part changes which a cache
/// mark covers.
public final class ContentEdits {
    /// Between pieces of the system text where it is one string, as it is between its parts when
    /// they are joined.
    private static final String GAP = "\n\n";

    private static final byte[] HEAD =
            "{\"type\":\"text\",\"text\":".getBytes(StandardCharsets.UTF_8);

    private ContentEdits() {}

    /// Behind the client's own words, which it continues.
    public static void append(JsonEdits edits, JsonSpan content, String text) {
        if (content.isText()) {
            edits.append(content, text);
        } else if (content.isArray()) {
            edits.addLast(content, part(text));
        }
    }

    /// In front of the instructions that this member holds, or as such.
    public static void prependInstruction(
            JsonEdits edits, JsonSpan holder, String name, String text) {
        Optional<JsonSpan> content = holder.at(name);
        if (content.filter(JsonSpan::isArray).isPresent()) {
            edits.addFirst(content.get(), part(text));
        } else if (content.filter(ContentEdits::saysSomething).isPresent()) {
            edits.prepend(content.get(), text + GAP);
        } else {
            edits.set(holder, name, TextNode.valueOf(text));
        }
    }

    /// Behind the instructions that this member holds, or as such.
    public static void appendInstruction(
            JsonEdits edits, JsonSpan holder, String name, String text) {
        Optional<JsonSpan> content = holder.at(name);
        if (content.filter(JsonSpan::isArray).isPresent()) {
            edits.addLast(content.get(), part(text));
        } else if (content.filter(ContentEdits::saysSomething).isPresent()) {
            edits.append(content.get(), GAP + text);
        } else {
            edits.set(holder, name, TextNode.valueOf(text));
        }
    }

    private static boolean saysSomething(JsonSpan content) {
        return content.isText() && !content.is("");
    }

    public static byte[] part(String text) {
        return part(JsonSpan.of(Json.bytes(TextNode.valueOf(text))));
    }

    /// A part that says this text, written as it is written there.
    public static byte[] part(JsonSpan text) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(HEAD);
        part.writeBytes(text.bytes());
        part.write('}');
        return part.toByteArray();
    }
}
