package dev.patchbay.settings.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// JSON as people write it by hand: claude-code-router reads its file as JSON5, so comments,
/// trailing commas, single quotes and bare names are all in use.
final class LooseJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .build();

    private LooseJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode read(String text) throws NotUnderstood {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place =
                    at == null
                            ? "its end"
                            : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new NotUnderstood("It is not valid JSON at " + place + ".");
        }
        throw new NotUnderstood("It does not hold one JSON object in braces.");
    }

    /// The object in a text that is one value among others; empty if there is none.
    static Optional<ObjectNode> objectIn(String text) {
        try {
            return Optional.of(read(text));
        } catch (NotUnderstood e) {
            return Optional.empty(); // the importer says so under the name of the value
        }
    }

    /// A text or a number under a key; empty for everything else.
    static String text(JsonNode in, String key) {
        return in.path(key).asText("").strip();
    }
}
