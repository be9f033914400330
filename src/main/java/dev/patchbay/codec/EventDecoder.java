package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.SseFrame;

import java.util.function.Consumer;

/// Turns one answer of a backend into events. Whatever it is fed, it speaks a sentence of the
/// grammar.
public interface EventDecoder {
    void take(SseFrame frame, Consumer<Event> out);

    /// The answer in one piece, instead of frames.
    void whole(JsonNode body, Consumer<Event> out);

    /// No more bytes will come. Tells the end, or the failure if the dialect's own terminal sign
    /// was not seen.
    void end(Consumer<Event> out);

    /// The connection broke. Whatever is complete by the dialect's own sign stays complete;
    /// otherwise the answer fails with this error.
    void broken(ProxyError error, Consumer<Event> out);

    /// Whether the last event was told; what comes later is of no interest.
    boolean finished();

    /// Whether all but late usage was told: a short wait is enough then.
    boolean complete();
}
