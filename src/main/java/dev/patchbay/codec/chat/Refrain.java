package dev.patchbay.codec.chat;

import org.jspecify.annotations.Nullable;

/// What the frames of a stream repeat around the bit of text that each of them brings. Most frames
/// differ in nothing else, and need not be parsed again to be understood.
final class Refrain {
    private static final String KEY = "\"content\"";

    private String head = "";
    private String tail = "";

    /// Learns from data that says this text and nothing else. Data in which it does not stand as it
    /// is, or not for certain, teaches nothing.
    void learn(String data, String text) {
        int key = data.indexOf(KEY);
        if (key < 0 || data.indexOf(KEY, key + 1) >= 0) {
            return;
        }
        int colon = pastBlanks(data, key + KEY.length());
        if (at(data, colon) != ':') {
            return;
        }
        int quote = pastBlanks(data, colon + 1);
        int end = quote + 1 + text.length();
        if (at(data, quote) == '"'
                && at(data, end) == '"'
                && data.startsWith(text, quote + 1)
                && isPlain(data, quote + 1, end)) {
            head = data.substring(0, quote + 1);
            tail = data.substring(end);
        }
    }

    /// The text in data that is the refrain around plain text; null if it is not.
    @Nullable String text(String data) {
        int from = head.length();
        int to = data.length() - tail.length();
        boolean isRefrain =
                from > 0
                        && to > from
                        && data.startsWith(head)
                        && data.endsWith(tail)
                        && isPlain(data, from, to);
        return isRefrain ? data.substring(from, to) : null;
    }

    /// Whether this is the inside of a JSON string in which each character stands for itself.
    private static boolean isPlain(String data, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = data.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                return false;
            }
        }
        return true;
    }

    private static int pastBlanks(String data, int from) {
        int at = from;
        while (at(data, at) == ' ') {
            at++;
        }
        return at;
    }

    private static char at(String data, int index) {
        return index < data.length() ? data.charAt(index) : 0;
    }
}
