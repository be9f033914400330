package dev.patchbay.connect;

/// What stands between two values: blanks, comments, at most one comma.
///
/// @param comma where the comma is; -1 if there is none
/// @param end behind the last that is no blank
/// @param openEnded whether that is a comment which only the end of the line closes
record Gap(int comma, int end, boolean openEnded) {
    static Gap of(String text, int from, int to) {
        int comma = -1;
        int end = from;
        boolean openEnded = false;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '/') {
                openEnded = text.charAt(at + 1) == '/';
                at = openEnded ? lineEnd(text, at) : text.indexOf("*/", at + 2) + 2;
                end = at;
            } else {
                at++;
                if (!isBlank(c)) {
                    comma = at - 1;
                    end = at;
                    openEnded = false;
                }
            }
        }
        return new Gap(comma, end, openEnded);
    }

    boolean hasComma() {
        return comma >= 0;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || isLineEnd(c);
    }

    static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
