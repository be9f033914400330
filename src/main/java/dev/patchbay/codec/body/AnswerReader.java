package dev.patchbay.codec.body;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.EventDecoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.GzipFeed;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Reads one answer of a backend, in whatever form it comes: a stream, one JSON body, lines of
/// JSON, packed or not, an error, a page of HTML. Fed by the HTTP side on one thread.
public final class AnswerReader implements AnswerFeed {
    private final Codec.Back codec;
    private final EventDecoder decoder;
    private final String backend;
    private final Consumer<Loss> losses;
    private final UnaryOperator<String> mask;

    private AnswerBody body;
    private @Nullable GzipFeed packed;
    private boolean failed;

    /// `backend` is the name that people gave it; it begins every error text.
    public AnswerReader(
            Codec.Back codec, EventDecoder decoder, String backend, Consumer<Loss> losses) {
        this(codec, decoder, backend, losses, UnaryOperator.identity());
    }

    /// @param mask takes out of an error's body what nobody may see
    public AnswerReader(
            Codec.Back codec,
            EventDecoder decoder,
            String backend,
            Consumer<Loss> losses,
            UnaryOperator<String> mask) {
        this.codec = codec;
        this.decoder = decoder;
        this.backend = backend;
        this.losses = losses;
        this.mask = mask;
        this.body = new UnknownBody(decoder, "", backend);
    }

    @Override
    public void head(int status, Headers headers) {
        body = bodyOf(status, headers);
        switch (encoding(headers)) {
            case "", "identity" -> {}
            case "gzip", "x-gzip" -> packed = GzipFeed.gzip();
            case "deflate" -> packed = GzipFeed.deflate();
            case String other -> body = unreadable(other, status, headers);
        }
    }

    @Override
    public void bytes(ByteBuffer read, Consumer<Event> out) {
        guarded(
                out,
                () -> {
                    if (packed == null) {
                        body.take(read, out);
                    } else {
                        packed.feed(read, plain -> body.take(plain, out));
                    }
                });
    }

    @Override
    public void end(Consumer<Event> out) {
        guarded(out, () -> body.end(out));
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        guarded(out, () -> body.broken(error, out));
    }

    /// Whether the last event was told; the backend need not be listened to any longer.
    public boolean finished() {
        return failed || decoder.finished();
    }

    @Override
    public boolean complete() {
        return decoder.complete();
    }

    private AnswerBody bodyOf(int status, Headers headers) {
        if (status >= 400) {
            return new ErrorBody(
                    text -> codec.error(status, headers, mask.apply(text), backend), losses);
        }
        if (status < 200 || status >= 300) {
            return new AnswerBody.Refused(elsewhere(status, headers));
        }
        return new UnknownBody(decoder, headers.first("content-type").orElse(""), backend);
    }

    private AnswerBody unreadable(String encoding, int status, Headers headers) {
        if (status >= 400) {
            return new AnswerBody.Refused(codec.error(status, headers, "", backend));
        }
        return new AnswerBody.Refused(
                ProxyError.of(
                        ProxyError.Kind.GARBLED,
                        "%s packed its answer as '%s', which was not asked for and cannot be read."
                                .formatted(backend, encoding)));
    }

    /// A redirect is not followed: it would take the credentials along.
    private ProxyError elsewhere(int status, Headers headers) {
        var place = headers.first("location").map(AnswerReader::withoutQuery).orElse("");
        return ProxyError.of(
                ProxyError.Kind.UPSTREAM_FAILED,
                "%s answered with a redirect (%d%s), which is not followed; check its base URL."
                        .formatted(backend, status, place.isEmpty() ? "" : " to " + place));
    }

    private static String withoutQuery(String location) {
        int query = location.indexOf('?');
        return query < 0 ? location : location.substring(0, query);
    }

    private static String encoding(Headers headers) {
        return headers.first("content-encoding").orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private void guarded(Consumer<Event> out, Runnable step) {
        if (finished()) {
            return;
        }
        try {
            step.run();
        } catch (ProxyError e) {
            failed = true;
            decoder.broken(e, out);
        } catch (RuntimeException e) {
            // A fault of our own: the decoder cannot be trusted to go on.
            failed = true;
            if (!decoder.finished()) {
                out.accept(new Event.Failed(ProxyError.from(e)));
            }
        }
        if (finished() && packed != null) {
            packed.end();
        }
    }
}
