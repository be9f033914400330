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
/// for a request.
final class HeadCheck {
    /// The body is sent in chunks.
    static final long CHUNKED = -1;

    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_TARGET = 8 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final byte[] VERSION = {'H', 'T', 'T', 'P', '/', '1', '.', '1'};

    private final HeadText text = new HeadText();
    private boolean old;
    private int headers;
    private int hosts;
    private int lengths;
    private int codings;
    private long length;

    /// Checks what stands between these places, the blank line at its end included.
    @Nullable Flaw check(ByteBuffer head, int from, int to) {
        text.of(head, from, to);
        headers = 0;
        hosts = 0;
        lengths = 0;
        codings = 0;
        length = 0;
        Flaw flaw = requestLine();
        while (flaw == null && text.peek() != '\r' && text.peek() != '\n') {
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
        int from = text.at();
        while (isTokenChar(text.peek())) {
            text.take();
        }
        int method = text.at() - from;
        if (method == 0 || method > LONGEST_METHOD || text.take() != ' ') {
            return Flaw.REQUEST_LINE;
        }
        Flaw flaw = target();
        return flaw != null ? flaw : version();
    }

    private @Nullable Flaw target() {
        int from = text.at();
        boolean path = text.peek() == '/';
        for (byte b = text.peek(); isRequestTargetChar(b); b = text.peek()) {
            if (b == '%' && !(isHexDigitChar(text.ahead(1)) && isHexDigitChar(text.ahead(2)))) {
                return Flaw.TARGET;
            }
            text.take();
        }
        int target = text.at() - from;
        byte behind = text.take();
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
            byte b = text.ahead(i);
            boolean fits = i == 5 || i == 7 ? HeadText.isDigit(b) : b == VERSION[i];
            if (!fits) {
                return Flaw.REQUEST_LINE;
            }
        }
        byte major = text.ahead(5);
        byte minor = text.ahead(7);
        text.skip(VERSION.length);
        if (major != '1' || minor > '1') {
            return Flaw.VERSION;
        }
        old = minor == '0';
        byte behind = text.peek();
        return behind == '\r' || behind == '\n' ? lineEnd() : Flaw.REQUEST_LINE;
    }

    // ------------------------------------------------------------------ the other lines

    private @Nullable Flaw header() {
        int from = text.at();
        while (isTokenChar(text.peek())) {
            text.take();
        }
        int name = text.at() - from;
        byte behind = text.take();
        if (behind == ' ' || behind == '\t') {
            return name == 0 ? Flaw.FOLDED : Flaw.SPACE_BEFORE_COLON;
        }
        if (behind != ':' || name == 0) {
            return Flaw.NAME;
        }
        while (HeadText.isBlank(text.peek())) {
            text.take();
        }
        int valueFrom = text.at();
        for (byte b = text.peek(); b != '\r' && b != '\n'; b = text.peek()) {
            text.take();
        }
        int valueTo = text.at();
        while (valueTo > valueFrom && HeadText.isBlank(text.byteAt(valueTo - 1))) {
            valueTo--;
        }
        if (++headers > MOST_HEADERS) {
            return Flaw.TOO_MANY_HEADERS;
        }
        Flaw flaw = lineEnd();
        if (flaw == null && HeadText.isBlank(text.peek())) {
            flaw = Flaw.FOLDED;
        }
        return flaw != null ? flaw : meaning(from, name, valueFrom, valueTo);
    }

    private @Nullable Flaw meaning(int from, int name, int valueFrom, int valueTo) {
        if (name == 4 && text.is(from, "host")) {
            return ++hosts > 1 ? Flaw.TWO_HOSTS : HostText.flaw(text.bytes(), valueFrom, valueTo);
        }
        if (name == 14 && text.is(from, "content-length")) {
            return ++lengths > 1 ? Flaw.TWO_LENGTHS : length(valueFrom, valueTo);
        }
        if (name == 17 && text.is(from, "transfer-encoding")) {
            boolean chunked = valueTo - valueFrom == 7 && text.is(valueFrom, "chunked");
            return ++codings > 1 || !chunked ? Flaw.CODING : null;
        }
        // The server would take it that such a client sends no body, and break its connection.
        if (name == 6 && text.is(from, "expect")) {
            boolean met = valueTo - valueFrom == 12 && text.is(valueFrom, "100-continue");
            return met ? null : Flaw.EXPECTATION;
        }
        return null;
    }

    private @Nullable Flaw length(int from, int to) {
        if (from == to) {
            return Flaw.LENGTH;
        }
        for (int i = from; i < to; i++) {
            if (!HeadText.isDigit(text.byteAt(i))) {
                return Flaw.LENGTH;
            }
            if (length > Long.MAX_VALUE / 100) {
                return Flaw.TOO_LARGE;
            }
            length = length * 10 + text.byteAt(i) - '0';
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
        if (text.take() == '\n') {
            return Flaw.BARE_LINE_FEED;
        }
        return text.take() == '\n' ? null : Flaw.BARE_RETURN;
    }
}
