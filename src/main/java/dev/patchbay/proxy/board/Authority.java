package dev.patchbay.proxy.board;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.Locale;

/// A name or address and a port, as a Host header or an origin has them.
///
/// @param name in small letters, without a dot at its end; IPv6 in its one longest form
/// @param port 0 where none is named
public record Authority(String name, int port) {
    private static final int LONGEST_PORT = 5;

    /// What `host:port`, `[v6]:port` or `host.` mean; null if it is none of them.
    static @Nullable Authority of(String text) {
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':', close + 1);
        int end = colon < 0 ? text.length() : colon;
        if (text.startsWith("[") && end != close + 1) {
            return null;
        }
        int port = colon < 0 ? 0 : port(text, colon + 1);
        return port < 0 ? null : new Authority(name(text.substring(0, end)), port);
    }

    /// The form in which names are compared.
    static String name(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        boolean brackets = lower.startsWith("[") && lower.endsWith("]");
        String bare = brackets ? lower.substring(1, lower.length() - 1) : lower;
        InetAddress literal = literal(bare);
        if (literal != null) {
            return literal.getHostAddress();
        }
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    /// The address between brackets, if it is one.
    public static @Nullable InetAddress literal(String text) {
        // A zone would name one of our own interfaces; nobody else knows them.
        if (text.indexOf(':') < 0 || text.indexOf('%') >= 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int port(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            port = port * 10 + c - '0';
        }
        int digits = text.length() - from;
        return digits > 0 && digits <= LONGEST_PORT ? port : -1;
    }
}
