package dev.patchbay.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// What a body can be found by: the texts in its JSON, as words apart from each other.
///
/// In a stream the words of an answer are spread over many frames, so what belongs to one text is
/// joined again. A letter of a script that puts no blanks between its words is a word of its own.
final class BodyText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 1 << 20;
    private static final Pattern FRAME = Pattern.compile("(?m)^data: ?(\\{.*)$");

    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036f]");

    /// Whatever is no letter and no number, to SQLite, whose Unicode is an older one: a word must
    /// be one to both. So a mark that is no accent parts two words.
    private static final Pattern BETWEEN =
            Pattern.compile("[[^\\p{L}\\p{N}]\\u19b0-\\u19c9\\u1cf2\\u1cf3]+");

    private static final Pattern IDEOGRAPH =
            Pattern.compile(
                    "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}]");

    /// The fields in which dialects send an answer piece by piece.
    private static final Set<String> PIECES =
            Set.of("text", "thinking", "partial_json", "content", "reasoning_content", "arguments");

    private BodyText() {}

    static String of(byte[] body) {
        String whole = new String(body, StandardCharsets.UTF_8);
        var text = new StringBuilder();
        var frames = FRAME.matcher(whole);
        boolean streamed = false;
        while (frames.find() && text.length() < LONGEST) {
            streamed = true;
            addPieces(frames.group(1), text);
        }
        if (!streamed) {
            addTexts(whole, text);
        }
        return words(text);
    }

    /// The same words for a text that is looked for.
    static String words(CharSequence text) {
        String plain = ACCENT.matcher(text).replaceAll("");
        String apart = IDEOGRAPH.matcher(plain).replaceAll(" $0 ");
        return BETWEEN.matcher(apart).replaceAll(" ").strip();
    }

    /// Everything that is a text. A body that was cut is read up to there; one that is no JSON
    /// counts as it is.
    private static void addTexts(String json, StringBuilder into) {
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken at = parser.nextToken();
                    at != null && into.length() < LONGEST;
                    at = parser.nextToken()) {
                if (at == JsonToken.VALUE_STRING) {
                    into.append(parser.getText()).append('\n');
                }
            }
        } catch (JsonProcessingException e) {
            if (into.isEmpty()) {
                into.append(json, 0, Math.min(json.length(), LONGEST));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addPieces(String json, StringBuilder into) {
        int before = into.length();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
                if (at == JsonToken.VALUE_STRING && PIECES.contains(parser.currentName())) {
                    into.append(parser.getText());
                }
            }
            if (into.length() == before) {
                into.append('\n'); // something else came between two texts
            }
        } catch (JsonProcessingException e) {
            // The last frame of a body that was cut.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
