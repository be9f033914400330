package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import java.nio.ByteBuffer;

/// Told what a backend answers, on the exchange's own I/O thread and in order: `retried* head
/// bytes* (end | failed)`, or `failed` at any moment.
public interface Answer {
    /// The connection broke before a single byte came, and the request was sent once more.
    void retried(String reason);

    void head(int status, Headers headers);

    /// What one read brought. The buffer is only valid during the call.
    void bytes(ByteBuffer read);

    /// The answer is whole by the rules of its transport.
    void end();

    void failed(ProxyError error);
}
