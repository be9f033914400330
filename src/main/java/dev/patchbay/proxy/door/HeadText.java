package dev.patchbay.proxy.door;

import java.nio.ByteBuffer;

/// The bytes of a head, read one after the other. Behind its end there are only line feeds, so that
/// every loop over it ends.
final class HeadText {
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int at;
    private int end;

    /// Begins with the head that stands between these places.
    void of(ByteBuffer head, int from, int to) {
        bytes = head;
        at = from;
        end = to;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /// The place of the next byte.
    int at() {
        return at;
    }

    byte peek() {
        return byteAt(at);
    }

    byte ahead(int count) {
        return byteAt(at + count);
    }

    byte take() {
        return byteAt(at++);
    }

    void skip(int count) {
        at += count;
    }

    byte byteAt(int place) {
        return place < end ? bytes.get(place) : (byte) '\n';
    }

    /// Whether this word stands there, in whatever case.
    boolean is(int from, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            byte b = byteAt(from + i);
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
