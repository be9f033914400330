package dev.patchbay.proxy.door;

import dev.patchbay.proxy.board.Authority;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// The form of a Host header: a name or an address, and perhaps a port. Whose name it is, the
/// [Door] knows.
final class HostText {
    private static final int HIGHEST_PORT = 65535;

    private HostText() {}

    static @Nullable Flaw flaw(ByteBuffer bytes, int from, int to) {
        int at = from;
        boolean literal = at < to && bytes.get(at) == '[';
        if (literal) {
            while (at < to && bytes.get(at) != ']') {
                at++;
            }
            if (at == to || !isAddress(bytes, from + 1, at)) {
                return Flaw.HOST;
            }
            at++;
        } else {
            while (at < to && isNameChar(bytes.get(at))) {
                at++;
            }
        }
        return at == to || isPort(bytes, at, to) ? null : Flaw.HOST;
    }

    private static boolean isPort(ByteBuffer bytes, int from, int to) {
        int port = 0;
        for (int i = from + 1; i < to; i++) {
            byte b = bytes.get(i);
            if (b < '0' || b > '9' || port > HIGHEST_PORT) {
                return false;
            }
            port = port * 10 + b - '0';
        }
        return bytes.get(from) == ':' && port > 0 && port <= HIGHEST_PORT;
    }

    private static boolean isAddress(ByteBuffer bytes, int from, int to) {
        if (to - from == 3 && bytes.get(from) == ':' && bytes.get(from + 1) == ':') {
            return bytes.get(from + 2) == '1';
        }
        return Authority.literal(text(bytes, from, to)) != null;
    }

    private static String text(ByteBuffer bytes, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) (bytes.get(i) & 0xff));
        }
        return text.toString();
    }

    private static boolean isNameChar(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '.'
                || b == '-'
                || b == '_';
    }
}
