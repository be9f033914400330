package dev.patchbay.history;

import dev.patchbay.journal.Recording;
import dev.patchbay.settings.masking.KnownSecrets;

/// One body of an exchange, as far as it was kept.
///
/// @param content its first bytes
/// @param total how many bytes passed
public record KeptBody(Recording.Side side, byte[] content, long total) {
    KeptBody masked(KnownSecrets known) {
        return new KeptBody(side, known.mask(content), total);
    }

    public boolean isWhole() {
        return content.length == total;
    }
}
