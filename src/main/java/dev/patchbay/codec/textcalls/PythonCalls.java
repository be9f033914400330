package dev.patchbay.codec.textcalls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.patchbay.wire.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads the little Python in which some models write their calls: a list of calls with named
/// arguments, each a literal.
final class PythonCalls {
    record Call(String name, ObjectNode arguments) {}

    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private PythonCalls(String text) {
        this.text = text;
    }

    /// The calls of `NAME(KEY=VALUE, ...), ...]`; none if it is anything else.
    static List<Call> read(String text) {
        var reader = new PythonCalls(text);
        try {
            var calls = reader.calls();
            return reader.isAtEnd() ? calls : List.of();
        } catch (NotPython e) {
            return List.of();
        }
    }

    /// The value of a literal, or null if it is none.
    static @Nullable JsonNode value(String text) {
        var reader = new PythonCalls(text);
        try {
            var value = reader.value();
            return reader.isAtEnd() ? value : null;
        } catch (NotPython e) {
            return null;
        }
    }

    private List<Call> calls() throws NotPython {
        var calls = new ArrayList<Call>();
        do {
            var name = word();
            expect('(');
            calls.add(new Call(name, arguments()));
        } while (takes(','));
        expect(']');
        return calls;
    }

    private ObjectNode arguments() throws NotPython {
        var arguments = Json.object();
        while (!takes(')')) {
            var key = word();
            expect('=');
            arguments.set(key, value());
            if (!takes(',')) {
                expect(')');
                break;
            }
        }
        return arguments;
    }

    private JsonNode value() throws NotPython {
        if (++depth > DEEPEST) {
            throw new NotPython();
        }
        var value =
                switch (peek()) {
                    case '\'', '"' -> TextNode.valueOf(string());
                    case '[' -> list(']');
                    case '(' -> list(')');
                    case '{' -> dictionary();
                    default -> scalar();
                };
        depth--;
        return value;
    }

    private JsonNode list(char close) throws NotPython {
        at++;
        var list = Json.array();
        while (!takes(close)) {
            list.add(value());
            if (!takes(',')) {
                expect(close);
                break;
            }
        }
        return list;
    }

    private JsonNode dictionary() throws NotPython {
        at++;
        var object = Json.object();
        while (!takes('}')) {
            var key = peek() == '\'' || peek() == '"' ? string() : scalar().asText();
            expect(':');
            object.set(key, value());
            if (!takes(',')) {
                expect('}');
                break;
            }
        }
        return object;
    }

    private JsonNode scalar() throws NotPython {
        var word = word();
        return switch (word) {
            case "True", "true" -> BooleanNode.TRUE;
            case "False", "false" -> BooleanNode.FALSE;
            case "None", "null" -> NullNode.getInstance();
            default -> number(word);
        };
    }

    private static JsonNode number(String word) throws NotPython {
        try {
            var node = Json.read(word);
            if (node.isNumber()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // Neither a number nor anything else that is known here.
        }
        throw new NotPython();
    }

    private String string() throws NotPython {
        char quote = next();
        var string = new StringBuilder();
        for (char c = next(); c != quote; c = next()) {
            if (c == '\\') {
                escape(string);
            } else {
                string.append(c);
            }
        }
        return string.toString();
    }

    private void escape(StringBuilder string) throws NotPython {
        char c = next();
        switch (c) {
            case 'n' -> string.append('\n');
            case 't' -> string.append('\t');
            case 'r' -> string.append('\r');
            case 'b' -> string.append('\b');
            case 'f' -> string.append('\f');
            case '0' -> string.append('\0');
            case '\n' -> {}
            case 'x' -> string.appendCodePoint(hex(2));
            case 'u' -> string.append((char) hex(4));
            case 'U' -> string.append(Character.toString(character(hex(8))));
            case '\\', '\'', '"' -> string.append(c);
            default -> string.append('\\').append(c);
        }
    }

    private static int character(int point) throws NotPython {
        if (!Character.isValidCodePoint(point)) {
            throw new NotPython();
        }
        return point;
    }

    private int hex(int digits) throws NotPython {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw new NotPython();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private String word() throws NotPython {
        int from = skip();
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new NotPython();
        }
        return text.substring(from, at);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+';
    }

    private void expect(char c) throws NotPython {
        if (!takes(c)) {
            throw new NotPython();
        }
    }

    private boolean takes(char c) throws NotPython {
        boolean here = peek() == c;
        at += here ? 1 : 0;
        return here;
    }

    private char peek() throws NotPython {
        skip();
        if (at >= text.length()) {
            throw new NotPython();
        }
        return text.charAt(at);
    }

    private char next() throws NotPython {
        if (at >= text.length()) {
            throw new NotPython();
        }
        return text.charAt(at++);
    }

    private int skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean isAtEnd() {
        return skip() == text.length();
    }

    private static final class NotPython extends Exception {
        NotPython() {
            super(null, null, false, false);
        }
    }
}
