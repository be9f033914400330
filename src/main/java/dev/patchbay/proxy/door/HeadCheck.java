package dev.patchbay.proxy.door;

import static io.undertow.util.ParserUtils.isHexDigitChar;
import static io.undertow.util.ParserUtils.isRequestTargetChar;
import static io.undertow.util.ParserUtils.isTokenChar;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Reads the head of one request to its letter, as RFC 9112 has it, and finds out where its message
/// ends.
///
/// The server's own parser reads it again afterwards. It forgives what could be read in two ways
/// (folded lines, unknown versions), and where it does not, it hangs up without a word; so whatever
/// gets through here must be plain to it. One of these serves a connection: nothing is allocated
/// for
/// a request.
final class HeadCheck {
    /// The body is sent in chunks.
    static final long CHUNKED = -1;

    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_TARGET = 8 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.', '1'};

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int at;
    private int end;
    private boolean old;
    private int headers;
    private int hosts;
    private int lengths;
    private int codings;
    private long length;

    /// Checks what stands between these places, the blank line at its end included.
    @Nullable Flaw check(ByteBuffer head, int from, int to) {
        bytes = head;
        at = from;
        end = to;
        headers = 0;
        hosts = 0;
        lengths = 0;
        codings = 0;
        length = 0;
        Flaw flaw = requestLine();
        while (flaw == null && peek() != '\r' && peek() != '\n') {
            flaw = header();
        }
        return flaw != null ? flaw : end();
    }

    /// How many bytes the body of the head checked last has, or [#CHUNKED].
    long bodyLength() {
        return codings > 0 ? CHUNKED : length;
    }

    // ------------------------------------------------------------------ the first line

    private @Nullable Flaw requestLine() {
        int from = at;
        while (isTokenChar(peek())) {
            at++;
        }
        int method = at - from;
        if (method == 0 || method > LONGEST_METHOD || take() != ' ') {
            return Flaw.REQUEST_LINE;
        }
        Flaw flaw = target();
        return flaw != null ? flaw : version();
    }

    private @Nullable Flaw target() {
        int from = at;
        boolean path = peek() == '/';
        for (byte b = peek(); isRequestTargetChar(b); b = peek()) {
            if (b == '%' && !(isHexDigitChar(byteAt(at + 1)) && isHexDigitChar(byteAt(at + 2)))) {
                return Flaw.TARGET;
            }
            at++;
        }
        int target = at - from;
        byte behind = take();
        if (target == 0 || behind == '\r' || behind == '\n') {
            return Flaw.REQUEST_LINE;
        }
        if (behind != ' ') {
            return Flaw.TARGET;
        }
        if (target > LONGEST_TARGET) {
            return Flaw.TARGET_TOO_LONG;
        }
        return path ? null : Flaw.NO_PATH;
    }

    private @Nullable Flaw version() {
        for (int i = 0; i < VERSION.length; i++) {
            byte b = byteAt(at + i);
            boolean fits = i == 5 || i == 7 ? isDigit(b) : b == VERSION[i];
            if (!fits) {
                return Flaw.REQUEST_LINE;
            }
        }
        byte major = byteAt(at + 5);
        byte minor = byteAt(at + 7);
        at += VERSION.length;
        if (major != '1' || minor > '1') {
            return Flaw.VERSION;
        }
        old = minor == '0';
        byte behind = peek();
        return behind == '\r' || behind == '\n' ? lineEnd() : Flaw.REQUEST_LINE;
    }

    // ------------------------------------------------------------------ the other lines

    private @Nullable Flaw header() {
        int from = at;
        while (isTokenChar(peek())) {
            at++;
        }
        int name = at - from;
        byte behind = take();
        if (behind == ' ' || behind == '\t') {
            return name == 0 ? Flaw.FOLDED : Flaw.SPACE_BEFORE_COLON;
        }
        if (behind != ':' || name == 0) {
            return Flaw.NAME;
        }
        while (isBlank(peek())) {
            at++;
        }
        int valueFrom = at;
        for (byte b = peek(); b != '\r' && b != '\n'; b = peek()) {
            at++;
        }
        int valueTo = at;
        while (valueTo > valueFrom && isBlank(byteAt(valueTo - 1))) {
            valueTo--;
        }
        if (++headers > MOST_HEADERS) {
            return Flaw.TOO_MANY_HEADERS;
        }
        Flaw flaw = lineEnd();
        if (flaw == null && isBlank(peek())) {
            flaw = Flaw.FOLDED;
        }
        return flaw != null ? flaw : meaning(from, name, valueFrom, valueTo);
    }

    private @Nullable Flaw meaning(int from, int name, int valueFrom, int valueTo) {
        if (name == 4 && is(from, "host")) {
            return ++hosts > 1 ? Flaw.TWO_HOSTS : HostText.flaw(bytes, valueFrom, valueTo);
        }
        if (name == 14 && is(from, "content-length")) {
            return ++lengths > 1 ? Flaw.TWO_LENGTHS : length(valueFrom, valueTo);
        }
        if (name == 17 && is(from, "transfer-encoding")) {
            boolean chunked = valueTo - valueFrom == 7 && is(valueFrom, "chunked");
            return ++codings > 1 || !chunked ? Flaw.CODING : null;
        }
        return null;
    }

    private @Nullable Flaw length(int from, int to) {
        if (from == to) {
            return Flaw.LENGTH;
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(byteAt(i))) {
                return Flaw.LENGTH;
            }
            if (length > Long.MAX_VALUE / 100) {
                return Flaw.TOO_LARGE;
            }
            length = length * 10 + byteAt(i) - '0';
        }
        return null;
    }

    private @Nullable Flaw end() {
        if (codings > 0 && lengths > 0) {
            return Flaw.LENGTH_AND_CODING;
        }
        if (codings > 0 && old) {
            return Flaw.OLD_CODING;
        }
        if (hosts == 0 && !old) {
            return Flaw.NO_HOST;
        }
        return lineEnd();
    }

    private @Nullable Flaw lineEnd() {
        if (take() == '\n') {
            return Flaw.BARE_LINE_FEED;
        }
        return take() == '\n' ? null : Flaw.BARE_RETURN;
    }

    // ------------------------------------------------------------------ single bytes

    private byte peek() {
        return byteAt(at);
    }

    private byte take() {
        return byteAt(at++);
    }

    /// Behind the end there are only line feeds, so that every loop ends.
    private byte byteAt(int place) {
        return place < end ? bytes.get(place) : (byte) '\n';
    }

    private boolean is(int from, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            byte b = byteAt(from + i);
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
