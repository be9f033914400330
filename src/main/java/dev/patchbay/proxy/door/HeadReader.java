package dev.patchbay.proxy.door;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Waits for the end of one head after the other, and then says what becomes of the message: it has
/// a flaw, or so many bytes, or chunks.
final class HeadReader {
    private final HeadEnd ending = new HeadEnd();
    private final HeadCheck check = new HeadCheck();
    private final int longest;
    private int searched;
    private int length;
    private @Nullable Flaw flaw;

    HeadReader(int longest) {
        this.longest = longest;
    }

    /// The next head begins.
    void begin() {
        ending.begin();
        searched = 0;
    }

    /// Looks at what has come of a head, from its first byte on; true when it can be judged.
    boolean read(ByteBuffer bytes, int from, int to) {
        int end = ending.find(bytes, from + searched, to);
        searched = to - from;
        if (end == HeadEnd.NOT_YET && searched <= longest) {
            return false;
        }
        length = end - from;
        flaw = judged(bytes, from, end);
        return true;
    }

    private @Nullable Flaw judged(ByteBuffer bytes, int from, int end) {
        if (end == HeadEnd.CONTROL) {
            return Flaw.CONTROL;
        }
        return end == HeadEnd.NOT_YET || end - from > longest
                ? Flaw.HEAD_TOO_LONG
                : check.check(bytes, from, end);
    }

    /// Whether all of these many bytes were looked at.
    boolean knows(int size) {
        return searched == size;
    }

    /// What is wrong with the head judged last.
    @Nullable Flaw flaw() {
        return flaw;
    }

    boolean chunked() {
        return check.bodyLength() == HeadCheck.CHUNKED;
    }

    /// The bytes of the head judged last, and of its body unless that comes in chunks.
    long passing() {
        return chunked() ? length : length + check.bodyLength();
    }
}
