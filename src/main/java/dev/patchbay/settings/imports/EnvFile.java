package dev.patchbay.settings.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables of a `.env` file, as Python's and Node's readers of it understand them: `export`,
/// comments, quotes that may span lines, and of two of the same name the last.
final class EnvFile {
    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*$");

    private final String text;
    private final Map<String, String> variables = new LinkedHashMap<>();

    private EnvFile(String text) {
        this.text = text;
    }

    static Map<String, String> read(String text) {
        var file = new EnvFile(text.replace("\r\n", "\n"));
        int at = 0;
        while (at < file.text.length()) {
            at = file.line(at);
        }
        return file.variables;
    }

    /// Where the next line begins.
    private int line(int at) {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return lineEnd(at) + 1;
        }
        int value = name.end();
        char first = value < text.length() ? text.charAt(value) : '\n';
        int close = first == '"' || first == '\'' ? closing(value, first) : -1;
        if (close < 0) {
            int end = lineEnd(value);
            String plain = COMMENT.matcher(text.substring(value, end)).replaceFirst("");
            variables.put(name.group(1), plain.strip());
            return end + 1;
        }
        String inside = text.substring(value + 1, close);
        variables.put(name.group(1), first == '"' ? unescaped(inside) : inside);
        return lineEnd(close) + 1;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// Where this quote is closed; below zero if it never is.
    private int closing(int open, char quote) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String inside) {
        var plain = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                char escaped = inside.charAt(++i);
                switch (escaped) {
                    case 'n' -> plain.append('\n');
                    case 't' -> plain.append('\t');
                    case 'r' -> plain.append('\r');
                    case '"', '\\', '$' -> plain.append(escaped);
                    default -> plain.append(c).append(escaped);
                }
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
