package dev.patchbay.codec.body;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.ProxyError;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The bytes of one answer, in one of the forms they come in. What cannot be read is thrown as a
/// {@link ProxyError}.
interface AnswerBody {
    void take(ByteBuffer read, Consumer<Event> out);

    void end(Consumer<Event> out);

    /// The connection broke here.
    void broken(ProxyError error, Consumer<Event> out);

    /// An answer that is refused whatever it holds.
    record Refused(ProxyError reason) implements AnswerBody {
        @Override
        public void take(ByteBuffer read, Consumer<Event> out) {
            throw reason;
        }

        @Override
        public void end(Consumer<Event> out) {
            throw reason;
        }

        @Override
        public void broken(ProxyError error, Consumer<Event> out) {
            throw reason;
        }
    }
}
