package dev.patchbay.codec.body;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One answer of a backend, fed in as it comes and told as events. Never throws: what goes wrong is
/// told as the last event.
public interface AnswerFeed {
    void head(int status, Headers headers);

    void bytes(ByteBuffer read, Consumer<Event> out);

    /// The answer is whole by the rules of its transport, or no more of it is waited for.
    void end(Consumer<Event> out);

    /// The connection broke. An answer that is complete by its dialect's own sign stays complete.
    void broken(ProxyError error, Consumer<Event> out);

    /// Whether all but late usage was told: wait for `end` a little, then call it.
    boolean complete();
}
