package dev.patchbay.codec.calls;

/// Writes raw control characters inside JSON strings as the escapes they should have been; JSON
/// text passes through in pieces.
final class ControlEscapes {
    private boolean inString;
    private boolean escaped;

    String take(CharSequence text, int from, int to) {
        StringBuilder mended = null;
        int copied = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' && inString) {
                mended = mended == null ? new StringBuilder(to - from + 16) : mended;
                mended.append(text, copied, i);
                // Behind a lone backslash the escape's own backslash would make a pair with it.
                mended.append(escaped ? escape(c).substring(1) : escape(c));
                copied = i + 1;
            }
            follow(c);
        }
        var rest = text.subSequence(copied, to);
        return mended == null ? rest.toString() : mended.append(rest).toString();
    }

    private void follow(char c) {
        if (escaped) {
            escaped = false;
        } else if (inString && c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = !inString;
        }
    }

    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u%04x".formatted((int) c);
        };
    }
}
