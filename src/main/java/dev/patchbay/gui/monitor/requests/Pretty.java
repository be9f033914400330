package dev.patchbay.gui.monitor.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Bodies for the eye. JSON is indented, letter by letter, so that numbers and names stay as they
/// were sent and a body that was cut can be read up to there. A text in it goes on in a new line
/// wherever it says `\n`. Everything else stays as it is, line by line.
final class Pretty {
    /// Longer lines are parted, as nothing can be drawn that is as long as a body.
    static final int LONGEST = 2_000;

    private static final String INDENT = "  ";
    private static final Pattern JSON = Pattern.compile("\\s*[\\[{](?s:.*)");

    private final String body;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private int depth;

    private Pretty(String body) {
        this.body = body;
    }

    static List<String> lines(String body) {
        var pretty = new Pretty(body);
        if (JSON.matcher(body).matches()) {
            pretty.indent();
        } else {
            body.lines().forEach(pretty::put);
        }
        return pretty.lines;
    }

    private void put(String whole) {
        int from = 0;
        while (whole.length() - from > LONGEST) {
            int to = from + LONGEST;
            to = Character.isHighSurrogate(whole.charAt(to - 1)) ? to - 1 : to;
            lines.add(whole.substring(from, to));
            from = to;
        }
        lines.add(whole.substring(from));
    }

    private void indent() {
        int at = 0;
        while (at < body.length()) {
            char letter = body.charAt(at);
            switch (letter) {
                case '"' -> at = text(at);
                case '{', '[' -> at = open(at);
                case '}', ']' -> {
                    depth--;
                    next();
                    line.append(letter);
                }
                case ',' -> {
                    line.append(letter);
                    next();
                }
                case ':' -> line.append(": ");
                case ' ', '\t', '\r', '\n' -> {} // ours are elsewhere
                default -> line.append(letter);
            }
            at++;
        }
        put(line.toString());
    }

    /// What is empty stays in one line.
    private int open(int at) {
        char letter = body.charAt(at);
        char close = letter == '{' ? '}' : ']';
        int after = at + 1;
        while (after < body.length() && Character.isWhitespace(body.charAt(after))) {
            after++;
        }
        line.append(letter);
        if (after < body.length() && body.charAt(after) == close) {
            line.append(close);
            return after;
        }
        depth++;
        next();
        return at;
    }

    /// @return where the text ends
    private int text(int from) {
        line.append('"');
        int at = from + 1;
        while (at < body.length() && body.charAt(at) != '"') {
            line.append(body.charAt(at));
            if (body.charAt(at) == '\\' && at + 1 < body.length()) {
                at++;
                line.append(body.charAt(at));
                if (body.charAt(at) == 'n') {
                    depth++;
                    next();
                    depth--;
                }
            }
            at++;
        }
        if (at < body.length()) {
            line.append('"');
        }
        return at;
    }

    private void next() {
        put(line.toString());
        line.setLength(0);
        line.append(INDENT.repeat(Math.max(0, depth)));
    }
}
