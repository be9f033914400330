package dev.patchbay.proxy.door;

import static io.undertow.util.ParserUtils.isRequestTargetChar;

import io.undertow.util.HttpString;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A request whose head may not pass. One in plain words takes its place before the server's
/// parser, so that it is answered in its turn like every other.
///
/// @param path what it asked for, as far as that could be read: it tells in whose dialect the
/// refusal
///     is said, and people read it in a note. Addresses of others may hold a password and are left
///     out.
record Refused(Flaw flaw, String path) {
    /// The method of the request that takes its place.
    static final HttpString METHOD = new HttpString("PATCHBAY-REFUSED");

    private static final byte[] IN_ITS_PLACE =
            (METHOD + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_METHOD = 32;
    private static final int LONGEST_PATH = 200;

    /// @param from where its head begins
    /// @param to as far as it came
    static Refused of(Flaw flaw, ByteBuffer bytes, int from, int to) {
        return new Refused(flaw, path(bytes, from, to));
    }

    private static String path(ByteBuffer bytes, int from, int to) {
        var path = new StringBuilder();
        int at = from;
        while (at < to && at - from < LONGEST_METHOD && bytes.get(at) > ' ') {
            at++;
        }
        boolean ours = at + 1 < to && bytes.get(at) == ' ' && bytes.get(at + 1) == '/';
        for (int i = at + 1; ours && i < to && path.length() < LONGEST_PATH; i++) {
            byte b = bytes.get(i);
            ours = b != '?' && isRequestTargetChar(b);
            if (ours) {
                path.append((char) b);
            }
        }
        return path.toString();
    }

    static byte[] inItsPlace() {
        return IN_ITS_PLACE.clone();
    }
}
