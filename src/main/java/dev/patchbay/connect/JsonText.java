package dev.patchbay.connect;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A JSON document as people write it, with comments and trailing commas, and where its members
/// stand in the text. Jackson reads it; the places are those of its tokens.
final class JsonText {
    private static final JsonMapper TOLERANT =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /// A value and, if it is an object, its members in their order.
    record Value(int from, int to, Kind kind, List<Member> members) {}

    enum Kind {
        OBJECT,
        TEXT,
        OTHER
    }

    /// A name and its value; the same name may come again.
    record Member(String name, int from, Value value) {
        int to() {
            return value.to;
        }
    }

    private final String text;
    private final Value root;
    private final List<Value> texts = new ArrayList<>();

    private JsonText(String text) throws IOException {
        this.text = text;
        try (JsonParser parser = TOLERANT.createParser(text.toCharArray())) {
            boolean isThere = parser.nextToken() != null;
            root = isThere ? value(parser) : new Value(0, 0, Kind.OTHER, List.of());
        }
    }

    /// @param text without a byte-order mark
    static JsonText of(String text) throws Refused {
        try {
            TOLERANT.readTree(text); // says best what is wrong
            return new JsonText(text);
        } catch (JsonProcessingException e) {
            // The parser's own words would quote what it stumbled over.
            throw new Refused(
                    "It is not valid JSON at " + place(e.getLocation()) + "; mend it there first.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether programs that know neither comments nor trailing commas can read it.
    static boolean isPlain(String text) {
        try {
            STRICT.readTree(text);
            return true;
        } catch (JsonProcessingException _) {
            return false;
        }
    }

    String text() {
        return text;
    }

    /// Every text that is a value, wherever it stands.
    List<Value> texts() {
        return texts;
    }

    String raw(Value value) {
        return text.substring(value.from, value.to);
    }

    /// What this value says, if it is a text.
    Optional<String> said(Value value) {
        return value.kind == Kind.TEXT ? Optional.of(tree(raw(value)).asText()) : Optional.empty();
    }

    JsonNode tree() {
        return tree(text);
    }

    /// The object at the top, and that is all it may be.
    Value root() throws Refused {
        if (root.kind != Kind.OBJECT) {
            throw new Refused("It does not hold one JSON object in braces.");
        }
        return root;
    }

    /// What these names lead to.
    Optional<Member> at(List<String> path) throws Refused {
        Value inside = root();
        Optional<Member> found = Optional.empty();
        for (String name : path) {
            if (found.isPresent()) {
                inside = object(found.get());
            }
            found = member(inside, name);
            if (found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    Value object(Member member) throws Refused {
        if (member.value.kind != Kind.OBJECT) {
            throw new Refused(
                    "Its \"%s\" at %s is no object in braces."
                            .formatted(member.name, place(member.from)));
        }
        return member.value;
    }

    private Optional<Member> member(Value object, String name) throws Refused {
        List<Member> found =
                object.members.stream().filter(each -> each.name.equals(name)).toList();
        if (found.size() > 1) {
            throw new Refused(
                    "It says \"%s\" twice, at %s and at %s. Take one of them out."
                            .formatted(
                                    name, place(found.getFirst().from), place(found.get(1).from)));
        }
        return found.stream().findFirst();
    }

    private Value value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        int from = (int) parser.currentTokenLocation().getCharOffset();
        var members = new ArrayList<Member>();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                int at = (int) parser.currentTokenLocation().getCharOffset();
                parser.nextToken();
                members.add(new Member(name, at, value(parser)));
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(parser);
            }
        } else {
            parser.finishToken();
        }
        int to = (int) parser.currentLocation().getCharOffset();
        var value = new Value(from, to, kind(token), List.copyOf(members));
        if (token == JsonToken.VALUE_STRING) {
            texts.add(value);
        }
        return value;
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT;
            case VALUE_STRING -> Kind.TEXT;
            default -> Kind.OTHER;
        };
    }

    private String place(int at) {
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return "line " + line + ", column " + (at - before.lastIndexOf('\n'));
    }

    private static String place(JsonLocation at) {
        return at == null ? "its end" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static JsonNode tree(String text) {
        try {
            return TOLERANT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read once could not be read again", e);
        }
    }
}
