package dev.patchbay.codec.body;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/// An answer whose form is not known yet. Content types lie, so its first byte that is no blank
/// decides together with them.
final class UnknownBody implements AnswerBody {
    private final EventDecoder decoder;
    private final String contentType;
    private final String backend;
    private @Nullable AnswerBody known;

    UnknownBody(EventDecoder decoder, String contentType, String backend) {
        this.decoder = decoder;
        this.contentType = contentType.toLowerCase(Locale.ROOT);
        this.backend = backend;
    }

    @Override
    public void take(ByteBuffer read, Consumer<Event> out) {
        while (known == null && read.hasRemaining()) {
            byte b = read.get(read.position());
            if (isBlank(b)) {
                read.get();
            } else {
                known = formOf(b);
            }
        }
        if (known != null) {
            known.take(read, out);
        }
    }

    @Override
    public void end(Consumer<Event> out) {
        if (known == null) {
            throw garbled("answered with an empty body");
        }
        known.end(out);
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        if (known == null) {
            decoder.broken(error, out);
        } else {
            known.broken(error, out);
        }
    }

    /// Blanks, and the three bytes of a byte-order mark.
    private static boolean isBlank(byte b) {
        return switch (b) {
            case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
            default -> false;
        };
    }

    private AnswerBody formOf(byte first) {
        if (first == '<' || contentType.contains("html")) {
            return new AnswerBody.Refused(
                    garbled("answered with an HTML page; check its base URL"));
        }
        if (first == '{' || first == '[') {
            return new JsonBody(
                    decoder,
                    jsonForm(first),
                    () -> garbled("answered with something that is not JSON"));
        }
        boolean announced = contentType.startsWith("text/event-stream");
        return new FrameBody(
                decoder, announced, () -> garbled("answered with something that is not a stream"));
    }

    private JsonBody.Form jsonForm(byte first) {
        if (contentType.contains("ndjson") || contentType.contains("jsonl")) {
            return JsonBody.Form.VALUE_PER_LINE;
        }
        return first == '[' || contentType.contains("json")
                ? JsonBody.Form.ONE_VALUE
                : JsonBody.Form.EITHER;
    }

    private ProxyError garbled(String what) {
        return ProxyError.of(ProxyError.Kind.GARBLED, backend + " " + what + ".");
    }
}
