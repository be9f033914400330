package dev.patchbay.proxy.client;

import dev.patchbay.wire.Headers;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// The answer's way to whoever asked. Never blocks: what cannot be taken now waits here, and
/// whoever produces more is asked to pause. All calls come on the exchange's I/O thread.
public interface ClientStream {
    /// Told what the client does meanwhile.
    interface Listener {
        /// Some of what waited was taken.
        void took(int left);

        /// All was taken, to the very end.
        void done();

        /// The client is gone. Nothing can be sent any more.
        void gone();
    }

    /// Makes the way of one exchange's answer.
    @FunctionalInterface
    interface Opening {
        /// @param copy is shown every piece of the answer, whether the client can take it now or
        ///     later
        ClientStream open(Listener listener, Consumer<ByteBuffer> copy);
    }

    /// Begins to notice a client that leaves without a word. The request must have been read to its
    /// end.
    void watch();

    void head(int status, Headers headers);

    /// The bytes that wait.
    int backlog();

    void write(ByteBuffer bytes);

    /// Writes these last bytes and ends the answer properly.
    void end(ByteBuffer last);

    /// Writes these last bytes and then cuts the connection, so that what was sent cannot be taken
    /// for a whole answer.
    void cut(ByteBuffer last);

    /// Answers in one piece.
    void whole(int status, Headers headers, byte[] body);

    /// Cuts the connection, so that what was sent cannot be taken for a whole answer.
    void abort();
}
