package dev.patchbay.history;

import dev.patchbay.journal.Recording;

/// One body of an exchange, as far as it was kept.
///
/// @param content its first bytes
/// @param total how many bytes passed
public record KeptBody(Recording.Side side, byte[] content, long total) {
    public boolean isWhole() {
        return content.length == total;
    }
}
