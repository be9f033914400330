package dev.patchbay.codec.anthropic;

import dev.patchbay.codec.edits.ContentEdits;
import dev.patchbay.wire.JsonEdits;
import dev.patchbay.wire.JsonSpan;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Takes whole messages out. Two of one role that stand side by side then become one, unless they
/// say more than role and content.
final class LeftOutMessages {
    private LeftOutMessages() {}

    static void remove(JsonEdits edits, JsonSpan messages, List<JsonSpan> leftOut) {
        List<JsonSpan> gone = new ArrayList<>(leftOut);
        List<JsonSpan> joined = new ArrayList<>();
        boolean gap = false;
        for (JsonSpan message : messages.elements()) {
            if (leftOut.contains(message)) {
                gap = true;
                continue;
            }
            if (gap && !joined.isEmpty() && fits(joined.getFirst(), message)) {
                gone.add(message);
            } else {
                join(edits, joined);
                joined.clear();
            }
            joined.add(message);
            gap = false;
        }
        join(edits, joined);
        edits.remove(messages, gone::contains);
    }

    private static boolean fits(JsonSpan message, JsonSpan next) {
        // Assistant messages that stood side by side before did so for a reason of the client's.
        return !next.says("role", "assistant")
                && next.says("role", message.at("role").map(JsonSpan::text).orElse(""))
                && hasContent(message)
                && hasContent(next)
                && next.members().size() == 2;
    }

    private static boolean hasContent(JsonSpan message) {
        return message.at("content").filter(it -> it.isText() || it.isArray()).isPresent();
    }

    /// Puts the content of all into the first.
    private static void join(JsonEdits edits, List<JsonSpan> messages) {
        if (messages.size() < 2) {
            return;
        }
        JsonSpan content = messages.getFirst().at("content").orElseThrow();
        if (content.isArray()) {
            byte[] more = blocks(messages.subList(1, messages.size()));
            if (more.length > 0) {
                edits.addLast(content, more);
            }
        } else {
            var list = new ByteArrayOutputStream();
            list.write('[');
            list.writeBytes(blocks(messages));
            list.write(']');
            edits.replace(content, list.toByteArray());
        }
    }

    private static byte[] blocks(List<JsonSpan> messages) {
        var blocks = new ByteArrayOutputStream();
        for (JsonSpan message : messages) {
            byte[] more = blocks(message.at("content").orElseThrow());
            if (blocks.size() > 0 && more.length > 0) {
                blocks.write(',');
            }
            blocks.writeBytes(more);
        }
        return blocks.toByteArray();
    }

    private static byte[] blocks(JsonSpan content) {
        if (content.isArray()) {
            return content.inner();
        }
        return content.is("") ? new byte[0] : ContentEdits.part(content);
    }
}
