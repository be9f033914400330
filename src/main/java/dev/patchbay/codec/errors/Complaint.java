package dev.patchbay.codec.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.Fields;
import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// What an error body says, whatever its shape: the innermost text for people, and the codes for
/// programs.
///
/// @param text empty if nothing was said
/// @param codes code and type, in lower case, with a blank between
/// @param json the body, if it is JSON
public record Complaint(String text, String codes, @Nullable JsonNode json) {
    private static final int DEEPEST = 8;
    private static final int LONGEST = 2000;
    private static final Pattern TITLE =
            Pattern.compile("<title[^>]{0,200}>([^<]{0,500})", Pattern.CASE_INSENSITIVE);

    /// Where text for people is found in an object, the innermost first.
    private static final String[] TEXTS = {
        "errors",
        "detail",
        "message",
        "errorMessage",
        "msg",
        "error_description",
        "error",
        "description",
        "title",
        "reason",
        "text"
    };

    public static Complaint of(String body) {
        var bare = bare(body);
        var json = json(bare);
        if (json != null) {
            return new Complaint(readable(text(json, 0)), codes(json), json);
        }
        var text = bare.startsWith("<") ? title(bare) : bare;
        return new Complaint(readable(text), "", null);
    }

    public boolean says(String part) {
        return codes.contains(part) || text.toLowerCase(Locale.ROOT).contains(part);
    }

    /// An error status may come with a stream's framing around its body.
    private static String bare(String body) {
        var bare = body.strip();
        return bare.startsWith("data:") ? bare.substring("data:".length()).strip() : bare;
    }

    private static @Nullable JsonNode json(String text) {
        if (!text.startsWith("{") && !text.startsWith("[") && !text.startsWith("\"")) {
            return null;
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            // Then it is text for people as it stands.
            return null;
        }
    }

    private static String text(@Nullable JsonNode node, int depth) {
        if (node == null || depth > DEEPEST) {
            return "";
        }
        if (node.isTextual()) {
            var text = node.textValue().strip();
            var inner = text.startsWith("{") || text.startsWith("[") ? json(text) : null;
            var innerText = text(inner, depth + 1);
            return innerText.isEmpty() ? text : innerText;
        }
        if (node.isArray()) {
            var all = new StringJoiner("; ");
            node.forEach(
                    element -> {
                        var text = text(element, depth + 1);
                        if (!text.isEmpty() && all.length() < LONGEST) {
                            all.add(text);
                        }
                    });
            return all.toString();
        }
        return node instanceof ObjectNode object ? text(object, depth) : "";
    }

    private static String text(ObjectNode object, int depth) {
        if (object.get("error") instanceof JsonNode error && error.isContainerNode()) {
            var text = text(error, depth + 1);
            if (!text.isEmpty()) {
                return text;
            }
        }
        // A go-between says only that somebody behind it failed; this is what that one said.
        var raw = text(object.path("metadata").get("raw"), depth + 1);
        if (!raw.isEmpty()) {
            return raw;
        }
        for (var name : TEXTS) {
            var text = text(object.get(name), depth + 1);
            if (!text.isEmpty()) {
                return place(object.get("loc")) + text;
            }
        }
        return "";
    }

    /// The field that a validation error is about, as `body.messages.0: `.
    private static String place(@Nullable JsonNode loc) {
        if (loc == null || !loc.isArray() || loc.isEmpty()) {
            return "";
        }
        var path = new StringJoiner(".", "", ": ");
        loc.forEach(step -> path.add(step.asText()));
        return path.toString();
    }

    private static String codes(JsonNode json) {
        var node = json.isArray() ? json.path(0) : json;
        var error = node.path("error").isObject() ? node.path("error") : node;
        var codes = new StringJoiner(" ");
        for (var name : new String[] {"code", "type", "status"}) {
            codes.add(Fields.scalar(error.get(name)));
        }
        return codes.toString().toLowerCase(Locale.ROOT);
    }

    private static String title(String html) {
        var found = TITLE.matcher(html);
        var title = found.find() ? found.group(1).strip() : "";
        return title.isEmpty() ? "an HTML page" : title;
    }

    private static String readable(String text) {
        var bounded = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        var plain = Masks.hide(bounded.strip().replaceAll("\\s+", " "));
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }
}
