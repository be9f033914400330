package dev.patchbay.wire;

import dev.patchbay.hub.ProxyError;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts bytes, arriving in any pieces, into the frames of a server-sent-event stream.
///
/// A line ends at LF, CR LF or CR and at nothing else. A CR may be the last byte of one read and
/// its LF the first of the next, so after a CR one LF is owed and swallowed. Lines are decoded
/// whole: a character that a read cut in two is never seen in halves, and malformed bytes become
/// U+FFFD. Memory is bounded by the longest line and frame; each byte is looked at once.
public final class SseReader {
    static final int LONGEST = 64 << 20;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private byte[] line = new byte[512];
    private int length;
    private boolean owesLineFeed;
    private boolean atStart = true;

    /// The first line of data, mostly the only one; further ones are gathered behind it.
    private @Nullable String first;

    private final StringBuilder further = new StringBuilder();
    private String event = "";

    /// Takes what one read brought and tells each frame it completed.
    public void feed(ByteBuffer read, Consumer<SseFrame> out) {
        while (read.hasRemaining()) {
            int end = lineEnd(read);
            append(read, (end < 0 ? read.limit() : end) - read.position());
            if (end < 0) {
                return;
            }
            owesLineFeed = read.get() == '\r';
            endLine(out);
        }
    }

    /// The stream is over: an unfinished line and a frame without its blank line still count.
    public void end(Consumer<SseFrame> out) {
        if (length > 0) {
            endLine(out);
        }
        endFrame(out);
    }

    private int lineEnd(ByteBuffer read) {
        if (owesLineFeed) {
            owesLineFeed = false;
            if (read.get(read.position()) == '\n') {
                read.get();
            }
        }
        for (int i = read.position(); i < read.limit(); i++) {
            byte b = read.get(i);
            if (b == '\n' || b == '\r') {
                return i;
            }
        }
        return -1;
    }

    private void append(ByteBuffer read, int count) {
        if (length + count > LONGEST || gathered() + count > LONGEST) {
            throw ProxyError.of(
                    ProxyError.Kind.GARBLED,
                    "The backend sent a single line of more than 64 MB; it was refused.");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
        }
        read.get(line, length, count);
        length += count;
    }

    private int gathered() {
        return (first == null ? 0 : first.length()) + further.length();
    }

    private void endLine(Consumer<SseFrame> out) {
        int from = skipBom();
        if (from == length) {
            length = 0;
            endFrame(out);
            return;
        }
        int colon = colon(from);
        // A line that starts with a colon is a comment: a sign of life, which the reader of the
        // bytes has seen already.
        if (colon != from) {
            field(from, colon);
        }
        length = 0;
    }

    private int skipBom() {
        if (!atStart) {
            return 0;
        }
        atStart = false;
        return length >= 3 && Arrays.equals(line, 0, 3, BOM, 0, 3) ? 3 : 0;
    }

    private int colon(int from) {
        for (int i = from; i < length; i++) {
            if (line[i] == ':') {
                return i;
            }
        }
        return length;
    }

    private void field(int from, int colon) {
        int value = Math.min(colon + 1, length);
        if (value < length && line[value] == ' ') {
            value++;
        }
        if (is("data", from, colon)) {
            String text = new String(line, value, length - value, StandardCharsets.UTF_8);
            if (first == null) {
                first = text;
            } else {
                further.append('\n').append(text);
            }
        } else if (is("event", from, colon)) {
            event = new String(line, value, length - value, StandardCharsets.UTF_8);
        }
    }

    private boolean is(String name, int from, int to) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (line[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void endFrame(Consumer<SseFrame> out) {
        String name = event;
        event = "";
        if (first == null) {
            return;
        }
        String data = further.isEmpty() ? first : first + further;
        first = null;
        further.setLength(0);
        out.accept(new SseFrame(name, data));
    }
}
