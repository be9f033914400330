package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.body.AnswerFeed;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Listens to a relayed answer, only to learn its usage and how it ended. The bytes go on first and
/// untouched; a fault of the listener ends the listening and nothing else.
final class Tap implements AnswerFeed {
    /// Where the bytes go.
    interface Passage {
        void head(int status, Headers headers);

        void pass(ByteBuffer bytes);

        /// Whether the client has got some of them.
        boolean open();

        /// No more will come, and nothing is missing by the rules of the transport.
        void whole();

        /// The backend itself told in its stream that it failed.
        void failureTold();
    }

    private final AnswerFeed feed;
    private final Passage passage;
    private Event.@Nullable Ended end;
    private boolean deaf;
    private boolean good;

    Tap(AnswerFeed feed, Passage passage) {
        this.feed = feed;
        this.passage = passage;
    }

    @Override
    public void head(int status, Headers headers) {
        good = status >= 200 && status < 300;
        passage.head(status, headers);
        feed.head(status, headers);
    }

    @Override
    public void bytes(ByteBuffer read, Consumer<Event> out) {
        passage.pass(read.duplicate());
        if (!deaf) {
            feed.bytes(read, event -> hear(event, out));
        }
    }

    private void hear(Event event, Consumer<Event> out) {
        switch (event) {
            // Bytes may follow the end: it is told when they are through as well.
            case Event.Ended ended -> end = ended;
            case Event.Failed(ProxyError error) when passage.open() && isOurs(error) -> deaf = true;
            case Event.Failed failed -> {
                if (good && !isOurs(failed.error())) {
                    passage.failureTold();
                }
                out.accept(failed);
            }
            default -> out.accept(event);
        }
    }

    /// Whether we failed to understand, and not the backend to answer.
    private static boolean isOurs(ProxyError error) {
        return error.kind() == ProxyError.Kind.GARBLED || error.kind() == ProxyError.Kind.INTERNAL;
    }

    @Override
    public void end(Consumer<Event> out) {
        passage.whole();
        if (end != null) {
            out.accept(end);
        } else if (deaf) {
            out.accept(new Event.Ended(StopReason.of(StopReason.Kind.UNKNOWN, "")));
        } else {
            feed.end(out);
        }
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        if (end != null) {
            out.accept(end);
        } else if (deaf) {
            out.accept(new Event.Failed(error));
        } else {
            feed.broken(error, out);
        }
    }

    @Override
    public boolean complete() {
        return end != null || feed.complete();
    }
}
