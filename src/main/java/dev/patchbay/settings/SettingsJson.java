package dev.patchbay.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// JSON as people keep it in files: keys in order, decimals with their own zeros, one key a line.
final class SettingsJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private static final JsonMapper STRICT =
            MAPPER.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final ObjectWriter WRITER =
            MAPPER.writer(
                    new DefaultPrettyPrinter()
                            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                            .withSeparators(
                                    Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(
                                                    Separators.Spacing.AFTER)));

    /// Text that is no JSON object. Says where, and nothing of what stands there: it may be a key.
    static final class Unreadable extends Exception {
        private final String message;

        private Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
            this.message = message;
        }

        String message() {
            return message;
        }
    }

    private SettingsJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// The JSON value that this is, or a text that says it.
    static JsonNode value(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            return value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException _) {
            return TextNode.valueOf(text);
        }
    }

    static ObjectNode read(byte[] bytes) throws Unreadable {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new Unreadable("It does not hold one JSON object in braces.", null);
        } catch (JsonProcessingException e) {
            // The parser's own words would quote what it stumbled over.
            throw new Unreadable(
                    "It is not valid JSON at "
                            + place(e)
                            + "; look for a missing comma, quote or bracket there.",
                    null);
        } catch (IOException e) {
            throw new Unreadable("Its bytes are no text.", e);
        }
    }

    /// Where a key stands twice in one object, if one does; only the last of the two is read.
    static Optional<String> doubledKey(byte[] bytes) {
        try {
            STRICT.readTree(bytes);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(place(e));
        } catch (IOException _) {
            return Optional.empty(); // read() has already said that these bytes are no text
        }
    }

    static byte[] write(ObjectNode object) {
        try {
            return (WRITER.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree could not be written", e);
        }
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "its end" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
