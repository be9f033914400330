package dev.patchbay.proxy.door;

import java.nio.ByteBuffer;

/// Finds the blank line that ends a request's head, wherever reads cut it. Whether the lines before
/// it end as they should is not asked here; what no head may hold at all is found at once.
final class HeadEnd {
    static final int NOT_YET = -1;
    static final int CONTROL = -2;

    private boolean blank = true;

    void begin() {
        blank = true;
    }

    /// The place behind the head's last byte, or one of the two above.
    int find(ByteBuffer bytes, int from, int to) {
        boolean empty = blank;
        for (int i = from; i < to; i++) {
            byte b = bytes.get(i);
            if (b >= ' ' && b != 0x7f || b < 0 || b == '\t') {
                empty = false;
            } else if (b == '\n') {
                if (empty) {
                    return i + 1;
                }
                empty = true;
            } else if (b != '\r') {
                return CONTROL;
            }
        }
        blank = empty;
        return NOT_YET;
    }
}
