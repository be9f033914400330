package dev.patchbay.codec.textcalls;

/// Finds the end of a list of Python calls, from behind its first `[NAME(` on, character by
/// character.
final class PythonProgress {
    private int depth = 2;
    private char quote;
    private boolean escaped;

    /// Whether this character ends the list.
    boolean take(char c) {
        if (quote != 0) {
            inString(c);
            return false;
        }
        switch (c) {
            case '\'', '"' -> quote = c;
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> depth--;
            default -> {}
        }
        return depth == 0;
    }

    private void inString(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == quote) {
            quote = 0;
        }
    }
}
