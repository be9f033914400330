package dev.patchbay.codec.body;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.SseFrame;
import dev.patchbay.wire.SseReader;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A stream of server-sent events.
final class FrameBody implements AnswerBody {
    private final EventDecoder decoder;
    private final Supplier<ProxyError> notAStream;
    private final boolean announced;
    private final SseReader frames = new SseReader();
    private boolean empty = true;

    /// `announced`: the content type said so; otherwise it is a guess that ends in `notAStream` if
    /// not one frame comes.
    FrameBody(EventDecoder decoder, boolean announced, Supplier<ProxyError> notAStream) {
        this.decoder = decoder;
        this.announced = announced;
        this.notAStream = notAStream;
    }

    @Override
    public void take(ByteBuffer read, Consumer<Event> out) {
        frames.feed(read, frame -> take(frame, out));
    }

    @Override
    public void end(Consumer<Event> out) {
        frames.end(frame -> take(frame, out));
        if (empty && !announced) {
            throw notAStream.get();
        }
        decoder.end(out);
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        decoder.broken(error, out);
    }

    private void take(SseFrame frame, Consumer<Event> out) {
        empty = false;
        decoder.take(frame, out);
    }
}
