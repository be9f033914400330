package dev.patchbay.codec.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An answer that is JSON: one value over any number of lines, or one value on each line.
///
/// Which of the two it is shows at the second line: if the first was a whole object by itself, each
/// line is one, and from then on each is told as it comes. Under a content type of plain JSON the
/// body is kept to its end first, because there the one value is the rule.
final class JsonBody implements AnswerBody {
    enum Form {
        ONE_VALUE,
        VALUE_PER_LINE,
        EITHER
    }

    private static final int LONGEST = 64 << 20;

    private final EventDecoder decoder;
    private final Supplier<ProxyError> notJson;
    private final ByteHeap bytes = new ByteHeap();
    private Form form;
    private @Nullable String firstLine;
    private boolean decoderWasFed;

    JsonBody(EventDecoder decoder, Form form, Supplier<ProxyError> notJson) {
        this.decoder = decoder;
        this.form = form;
        this.notJson = notJson;
    }

    @Override
    public void take(ByteBuffer read, Consumer<Event> out) {
        while (read.hasRemaining()) {
            if (form == Form.ONE_VALUE) {
                keep(read, read.remaining());
                return;
            }
            int end = lineEnd(read);
            keep(read, end - read.position());
            if (read.hasRemaining()) {
                endLine(read.get(), out);
            }
        }
    }

    @Override
    public void end(Consumer<Event> out) {
        if (decoderWasFed) {
            takeLine(bytes.text(), out);
        } else if (!tellWhole(rest(), out)) {
            tellLines(rest(), out);
        }
        decoder.end(out);
    }

    // A body without its last bytes may still be whole: then nothing is missing.
    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        if (!decoderWasFed) {
            tellWhole(rest(), out);
        }
        decoder.broken(error, out);
    }

    private void keep(ByteBuffer read, int count) {
        if (bytes.length() + count > LONGEST) {
            throw ProxyError.of(
                    ProxyError.Kind.GARBLED,
                    "The backend sent an answer of more than 64 MB in one piece; it was refused.");
        }
        bytes.add(read, count);
    }

    private static int lineEnd(ByteBuffer read) {
        for (int i = read.position(); i < read.limit(); i++) {
            if (read.get(i) == '\n' || read.get(i) == '\r') {
                return i;
            }
        }
        return read.limit();
    }

    private void endLine(byte lineEnd, Consumer<Event> out) {
        var line = bytes.text();
        if (line.isBlank()) {
            bytes.clear();
        } else if (decoderWasFed) {
            bytes.clear();
            takeLine(line, out);
        } else if (firstLine != null) {
            bytes.clear();
            takeLine(firstLine, out);
            firstLine = null;
            takeLine(line, out);
        } else if (form == Form.EITHER && Json.objectOrNull(line) == null) {
            form = Form.ONE_VALUE;
            bytes.add(lineEnd);
        } else {
            bytes.clear();
            firstLine = line;
        }
    }

    private void takeLine(String line, Consumer<Event> out) {
        decoderWasFed = true;
        if (!line.isBlank()) {
            decoder.take(new SseFrame("", line), out);
        }
    }

    private String rest() {
        return firstLine == null ? bytes.text() : firstLine + "\n" + bytes.text();
    }

    private boolean tellWhole(String text, Consumer<Event> out) {
        try {
            JsonNode value = Json.read(text);
            if (!value.isContainerNode()) {
                return false;
            }
            decoderWasFed = true;
            decoder.whole(value, out);
            return true;
        } catch (JsonProcessingException e) {
            // The caller knows what else it may be.
            return false;
        }
    }

    private void tellLines(String text, Consumer<Event> out) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2 || Json.objectOrNull(lines.getFirst()) == null) {
            throw notJson.get();
        }
        lines.forEach(line -> takeLine(line, out));
    }
}
