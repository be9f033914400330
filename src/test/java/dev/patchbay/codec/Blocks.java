package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A stream with all that is free left out: adjacent pieces of one block made one.
final class Blocks {
    private static final Set<String> PIECES =
            Set.of(
                    "text",
                    "thinking",
                    "partial_json",
                    "content",
                    "reasoning_content",
                    "refusal",
                    "arguments");

    private Blocks() {}

    static List<ObjectNode> merged(List<ObjectNode> frames) {
        var merged = new ArrayList<ObjectNode>();
        for (ObjectNode frame : frames) {
            var piece = piece(frame);
            var before = merged.isEmpty() ? null : piece(merged.getLast());
            if (piece != null && before != null && piece.kind().equals(before.kind())) {
                before.holder().put(piece.field(), before.text() + piece.text());
            } else {
                merged.add(frame.deepCopy());
            }
        }
        return merged;
    }

    /// Text of a block: `kind` is the same for all pieces of it.
    private record Piece(String kind, ObjectNode holder, String field) {
        String text() {
            return holder.path(field).asText();
        }
    }

    /// What this frame tells of a block, in either dialect, or null if it tells anything else.
    private static Piece piece(ObjectNode frame) {
        var delta = frame.get("delta");
        if (frame.path("type").asText().equals("content_block_delta")) {
            return piece(delta.path("type").asText(), delta);
        }
        var told = frame.path("choices").path(0).path("delta");
        var call = told.path("tool_calls").path(0);
        if (told.has("role")) {
            return null;
        }
        return call.isObject() && !call.has("id")
                ? piece("call " + call.path("index").asText(), call.path("function"))
                : piece("said", told);
    }

    private static Piece piece(String kind, JsonNode holder) {
        for (String field : PIECES) {
            if (holder instanceof ObjectNode object && object.has(field)) {
                return new Piece(kind + ' ' + field, object, field);
            }
        }
        return null;
    }

    static List<ObjectNode> json(List<SseFrame> frames) {
        return frames.stream()
                .map(frame -> Json.objectOrNull(frame.data()))
                .map(json -> json == null ? Json.object() : json)
                .toList();
    }

    /// Whether the blocks of a stream that failed are those of the whole one, as far as they go.
    static boolean begins(List<ObjectNode> whole, List<ObjectNode> failed) {
        var told = contents(whole);
        var before = contents(failed);
        if (before.size() > told.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            boolean last = i == before.size() - 1;
            boolean fits =
                    last
                            ? told.get(i).startsWith(before.get(i))
                            : told.get(i).equals(before.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /// Kind, name and content of each block as text; ids and signatures are new every time.
    private static List<String> contents(List<ObjectNode> frames) {
        var contents = new ArrayList<String>();
        var last = "";
        for (ObjectNode frame : frames) {
            var piece = piece(frame);
            var block = frame.path("content_block");
            var call = frame.path("choices").path(0).path("delta").path("tool_calls").path(0);
            if (!block.isMissingNode()) {
                contents.add(block.path("type").asText() + ' ' + block.path("name").asText() + ' ');
            } else if (call.has("id")) {
                contents.add("call " + call.path("function").path("name").asText() + ' ');
                last = "call " + call.path("index").asText() + " arguments";
            } else if (piece != null) {
                // Where blocks have no edges, another kind of piece begins one.
                if (frame.has("choices") && !piece.kind().equals(last)) {
                    contents.add(piece.kind() + ' ');
                    last = piece.kind();
                }
                contents.add(contents.removeLast() + piece.text());
            }
        }
        return contents;
    }
}
