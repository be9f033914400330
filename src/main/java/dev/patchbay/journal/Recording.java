package dev.patchbay.journal;

import java.nio.ByteBuffer;

/// Receives bodies, wired only while the user keeps them.
public interface Recording {
    enum Side {
        CLIENT_REQUEST,
        /// The values of `anthropic-beta`, without which the request may mean nothing. Of all
        /// header lines this one alone is ever recorded.
        CLIENT_BETAS,
        UPSTREAM_REQUEST,
        UPSTREAM_ANSWER,
        CLIENT_ANSWER
    }

    Recording NONE = (_, _, _) -> {};

    /// The buffer is only valid during the call and its position is left alone.
    void record(String exchange, Side side, ByteBuffer bytes);
}
