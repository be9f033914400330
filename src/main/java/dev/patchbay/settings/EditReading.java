package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads and writes what a rewrite does, and says what cannot work.
final class EditReading {
    /// Every field that some kind has.
    private static final List<String> FIELDS =
            List.of("text", "field", "value", "from", "to", "header");

    /// Fields of every request that have a place of their own in the settings, or none.
    private static final Set<String> TAKEN = Set.of("model", "stream", "messages");

    /// Headers that say how the bytes are sent, not what they are.
    private static final Set<String> FRAMING =
            Set.of(
                    "host",
                    "content-length",
                    "content-encoding",
                    "content-type",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect",
                    "accept-encoding");

    private EditReading() {}

    static Edit read(Section in) {
        String kind = in.required("kind");
        return switch (kind) {
            case "append-to-last-user-message" ->
                    new Edit.AppendToLastUserMessage(in.verbatim("text"));
            case "prepend-to-system" -> new Edit.PrependToSystem(in.verbatim("text"));
            case "append-to-system" -> new Edit.AppendToSystem(in.verbatim("text"));
            case "set-field" -> new Edit.SetField(field(in), value(in));
            case "drop-field" -> new Edit.DropField(field(in));
            case "rename-tool" -> renameTool(in);
            case "add-header" -> addHeader(in);
            default -> {
                if (!kind.isEmpty()) {
                    String was = Problem.shown(in.raw("kind"));
                    in.wrong("kind", "must be " + Edit.WORDS + ", but is " + was + ".");
                }
                yield new Edit.DropField(""); // never done: this entry is wrong
            }
        };
    }

    static void draft(Edit edit, Draft draft) {
        FIELDS.forEach(field -> draft.put(field, NullNode.getInstance()));
        switch (edit) {
            case Edit.AppendToLastUserMessage(String text) -> draft.put("text", text);
            case Edit.PrependToSystem(String text) -> draft.put("text", text);
            case Edit.AppendToSystem(String text) -> draft.put("text", text);
            case Edit.SetField(String field, JsonNode value) ->
                    draft.put("field", field).put("value", value);
            case Edit.DropField(String field) -> draft.put("field", field);
            case Edit.RenameTool(String from, String to) -> draft.put("from", from).put("to", to);
            case Edit.AddHeader(String header, String value) ->
                    draft.put("header", header).put("value", value);
        }
    }

    private static String field(Section in) {
        String field = in.required("field");
        if (TAKEN.contains(field)) {
            in.wrong(
                    "field",
                    "'%s' cannot be set or dropped here; %s."
                            .formatted(
                                    field,
                                    field.equals("model")
                                            ? "the targets of an alias name the model"
                                            : "it is the client's own"));
        }
        return field;
    }

    private static JsonNode value(Section in) {
        JsonNode value = in.raw("value");
        if (value.isMissingNode()) {
            in.wrong("value", "is missing and has no default; add it.");
        }
        return value.deepCopy();
    }

    private static Edit renameTool(Section in) {
        String from = in.required("from");
        String to = in.required("to");
        if (!from.isEmpty() && from.equals(to)) {
            in.wrong("to", "is the same name as from; give another, or drop this rewrite.");
        }
        return new Edit.RenameTool(from, to);
    }

    private static Edit addHeader(Section in) {
        String header = in.required("header");
        String value = in.required("value");
        if (!header.isEmpty() && !AuthStyle.isToken(header)) {
            in.wrong("header", "is no name that a header can have.");
        } else if (FRAMING.contains(header.toLowerCase(Locale.ROOT))) {
            in.wrong("header", "'" + header + "' says how a request is sent; Patchbay sets it.");
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            in.wrong("value", "must be one line without control letters.");
        }
        return new Edit.AddHeader(header, value);
    }
}
