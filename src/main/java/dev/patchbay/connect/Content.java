package dev.patchbay.connect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The bytes of a text file, as a text that becomes the very same bytes again.
///
/// @param marked whether a byte-order mark comes first
record Content(boolean marked, String text) {
    private static final char MARK = '\uFEFF';

    static Content of(byte[] bytes) throws Refused {
        try {
            // Unlike `new String`, this refuses what it cannot read instead of replacing it.
            String all =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean marked = !all.isEmpty() && all.charAt(0) == MARK;
            return new Content(marked, marked ? all.substring(1) : all);
        } catch (CharacterCodingException e) {
            throw new Refused("It is no text in UTF-8.", e);
        }
    }

    Content with(String other) {
        return new Content(marked, other);
    }

    byte[] bytes() {
        return ((marked ? String.valueOf(MARK) : "") + text).getBytes(StandardCharsets.UTF_8);
    }
}
