package dev.patchbay.codec.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes put together until they are whole enough to be text.
final class ByteHeap {
    private byte[] bytes = new byte[1024];
    private int length;

    int length() {
        return length;
    }

    void add(ByteBuffer from, int count) {
        room(count);
        from.get(bytes, length, count);
        length += count;
    }

    void add(byte b) {
        room(1);
        bytes[length++] = b;
    }

    /// The text so far; malformed bytes become U+FFFD.
    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    void clear() {
        length = 0;
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
