package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.calls.Arguments;
import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.calls.ToolCalls.Fragment;
import dev.patchbay.codec.textcalls.CallPattern.Slot;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was found in the slots of a shape, and the calls that it makes.
final class CallContent {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ATTRIBUTE = 100;

    private static final List<String> ARGUMENTS = List.of("arguments", "parameters");

    private final CallShape shape;
    private final OfferedTools offered;

    private String id = "";
    private String name = "";
    private String key = "";
    private String attribute = "";
    private final ObjectNode pairs = Json.object();
    private final List<Fragment> calls = new ArrayList<>();

    CallContent(CallShape shape, OfferedTools offered) {
        this.shape = shape;
        this.offered = offered;
    }

    /// Whether a slot can hold this text with more to come. What cannot be a name is known to be
    /// none as early as can be; `text` was found fit but for its last character.
    boolean fits(Slot slot, CharSequence text, int from, int to) {
        char c = text.charAt(to - 1);
        return switch (slot) {
            case NAME, ID, INDEX ->
                    to - from < LONGEST_NAME
                            && (isOfName(c) || Character.isWhitespace(c))
                            && (!shape.onlyOffered || mayBeOffered(text, from, to));
            case KEY -> to - from < LONGEST_NAME && c != '\n' && c != '<';
            case STRING -> to - from < LONGEST_ATTRIBUTE && c != '\n' && c != '<';
            case VALUE, ARGUMENTS, CALL, PYTHON, PAIRS, CALLS, RESULT, TOOLS -> true;
        };
    }

    private boolean mayBeOffered(CharSequence text, int from, int to) {
        return offered.mayBegin(text.subSequence(from, to).toString().strip());
    }

    /// Takes what a slot holds. False if no call can have that.
    boolean put(Slot slot, String text) {
        return switch (slot) {
            case NAME -> name(text.strip());
            case ID -> id(text.strip());
            case INDEX -> isNumber(text.strip());
            case KEY -> {
                key = text.strip();
                attribute = "";
                yield !key.isEmpty();
            }
            case STRING -> {
                attribute = text;
                yield true;
            }
            case VALUE -> {
                pair(shape.valueInLines ? line(text) : text);
                yield true;
            }
            case ARGUMENTS -> add(name, text);
            case CALL -> calls(text);
            case PYTHON -> python(text);
            case PAIRS, CALLS, RESULT, TOOLS -> throw new IllegalStateException("" + slot);
        };
    }

    /// The calls; none if it is none after all.
    List<Fragment> calls() {
        if (shape.hasPairs() && calls.isEmpty()) {
            // A name alone between two marks is more often talk about such marks.
            boolean meant = !pairs.isEmpty() || offered.offers(name);
            return meant && add(name, Json.text(pairs)) ? List.copyOf(calls) : List.of();
        }
        return List.copyOf(calls);
    }

    private boolean name(String text) {
        name = text;
        return isName(text) && (!shape.onlyOffered || offered.offers(text));
    }

    /// `functions.NAME:INDEX`, with either end missing at times. An index alone can only mean the
    /// one tool there is.
    private boolean id(String text) {
        id = text;
        int colon = text.lastIndexOf(':');
        var head =
                colon >= 0 && isNumber(text.substring(colon + 1)) ? text.substring(0, colon) : text;
        head = head.startsWith("functions.") ? head.substring("functions.".length()) : head;
        return name(isNumber(head) ? offered.only().orElse("") : head);
    }

    private void pair(String text) {
        var tool = offered.original(name);
        pairs.set(key, PlainValue.of(text, attribute, offered.property(tool, key)));
    }

    private static String line(String text) {
        int from = text.startsWith("\n") ? 1 : 0;
        int to = text.length();
        if (to > from && text.charAt(to - 1) == '\n') {
            to--;
        }
        return text.substring(from, to);
    }

    private boolean calls(String text) {
        JsonNode said;
        try {
            var mended =
                    text.startsWith("[")
                            ? text
                            : Arguments.object(text, Optional.empty()).orElse(text);
            said = Json.read(mended);
        } catch (JsonProcessingException e) {
            // No call, then; the text stays text.
            return false;
        }
        if (!said.isArray()) {
            return call(said);
        }
        for (var each : said) {
            if (!call(each)) {
                return false;
            }
        }
        return !said.isEmpty();
    }

    private boolean call(JsonNode said) {
        var body = said.path("function").isObject() ? said.path("function") : said;
        for (var word : ARGUMENTS) {
            if (body.has(word)) {
                return call(body, Json.text(body.path(word)));
            }
        }
        return call(body, "");
    }

    private boolean call(JsonNode body, String arguments) {
        var called = body.path("name").asText("");
        return isName(called)
                && (!shape.onlyOffered || offered.offers(called))
                && add(called, arguments);
    }

    private boolean python(String text) {
        var found = PythonCalls.read(name + "(" + text);
        for (var call : found) {
            if (!offered.offers(call.name()) || !add(call.name(), Json.text(call.arguments()))) {
                return false;
            }
        }
        return !found.isEmpty();
    }

    private boolean add(String called, String arguments) {
        var sole = offered.soleProperty(offered.original(called));
        var object = Arguments.object(arguments, sole);
        object.ifPresent(
                json ->
                        calls.add(
                                new Fragment(
                                        id,
                                        Fragment.NO_INDEX,
                                        called,
                                        json,
                                        Fragment.Form.JSON_TEXT,
                                        null)));
        return object.isPresent();
    }

    private static boolean isName(String text) {
        boolean speaks = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isOfName(c)) {
                return false;
            }
            speaks |= Character.isLetter(c) || c == '_';
        }
        return speaks;
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c == '/';
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
