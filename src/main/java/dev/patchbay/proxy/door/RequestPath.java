package dev.patchbay.proxy.door;

import dev.patchbay.hub.ProxyError;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The path of a request, so that nobody behind us can read another one in it.
final class RequestPath {
    private RequestPath() {}

    /// Base URLs are pasted with a slash too many, or with `/v1` although the client adds its own.
    static String tidy(String path) {
        String single = path;
        while (single.contains("//")) {
            single = single.replace("//", "/");
        }
        return single.startsWith("/v1/v1/") ? single.substring(3) : single;
    }

    /// The same with its encoded characters decoded, once. What could lead elsewhere is refused.
    static String decoded(String path) {
        if (path.indexOf(';') >= 0) {
            throw refusal("has parameters behind a semicolon");
        }
        String plain = path.indexOf('%') < 0 ? path : withoutCodes(path);
        for (int dot = plain.indexOf("/."); dot >= 0; dot = plain.indexOf("/.", dot + 1)) {
            if (isDots(plain, dot + 1)) {
                throw refusal("has '.' or '..' among its parts");
            }
        }
        return plain;
    }

    /// Whether the segment that begins here is `.` or `..`.
    private static boolean isDots(String path, int from) {
        int end = path.startsWith("..", from) ? from + 2 : from + 1;
        return end == path.length() || path.charAt(end) == '/';
    }

    private static String withoutCodes(String path) {
        var bytes = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(path, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        String plain = text(bytes.flip());
        if (plain.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
            throw refusal("holds a character that no path has");
        }
        return plain;
    }

    private static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refusal("is not written in UTF-8");
        }
    }

    private static ProxyError refusal(String why) {
        return ProxyError.of(
                ProxyError.Kind.BAD_REQUEST,
                "The path of this request %s. Ask for it plainly, as in /v1/messages."
                        .formatted(why));
    }
}
