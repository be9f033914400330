package dev.patchbay.settings.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of one table in a dump of SQLite: `INSERT INTO "table" ("column", …) VALUES (…), (…);`.
/// A text is in single quotes, doubled where it holds one; everything else is a number, `NULL` or
/// bytes, and is kept as it stands.
///
/// It walks from statement to statement: a text may hold lines that look like a statement of their
/// own.
final class SqlDump {
    private final String text;
    private int at;

    private SqlDump(String text) {
        this.text = text;
    }

    static List<Map<String, String>> rows(String dump, String table) throws NotUnderstood {
        String wanted = "INSERT INTO \"" + table + "\" ";
        List<Map<String, String>> rows = new ArrayList<>();
        var walk = new SqlDump(dump);
        walk.blanks();
        while (walk.at < dump.length()) {
            if (dump.startsWith(wanted, walk.at)) {
                walk.at += wanted.length();
                walk.into(rows);
            } else {
                walk.skip();
            }
            walk.blanks();
        }
        return rows;
    }

    /// Over the rest of a statement, or over a comment.
    private void skip() throws NotUnderstood {
        if (text.startsWith("--", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            return;
        }
        for (char c = next(); c != ';'; c = next()) {
            if (c == '\'' || c == '"') {
                quoted(c);
            }
        }
    }

    private void into(List<Map<String, String>> rows) throws NotUnderstood {
        List<String> columns = list();
        blanks();
        if (!text.startsWith("VALUES", at)) {
            throw broken();
        }
        at += "VALUES".length();
        char end = ',';
        while (end == ',') {
            blanks();
            List<String> values = list();
            if (values.size() != columns.size()) {
                throw broken();
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(columns.get(i), values.get(i));
            }
            rows.add(row);
            blanks();
            end = next();
        }
        if (end != ';') {
            throw broken();
        }
    }

    private List<String> list() throws NotUnderstood {
        if (next() != '(') {
            throw broken();
        }
        List<String> items = new ArrayList<>();
        char end = ',';
        while (end == ',') {
            blanks();
            items.add(item());
            blanks();
            end = next();
        }
        if (end != ')') {
            throw broken();
        }
        return items;
    }

    private String item() throws NotUnderstood {
        char first = peek();
        if (first == '\'' || first == '"') {
            at++;
            return quoted(first);
        }
        int begin = at;
        while (",) \n\t".indexOf(peek()) < 0) {
            at++;
        }
        String word = text.substring(begin, at);
        return word.equals("NULL") ? "" : word;
    }

    private String quoted(char quote) throws NotUnderstood {
        var value = new StringBuilder();
        while (true) {
            char c = next();
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return value.toString();
            }
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() throws NotUnderstood {
        if (at >= text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private char next() throws NotUnderstood {
        char c = peek();
        at++;
        return c;
    }

    private static NotUnderstood broken() {
        return new NotUnderstood("It ends or breaks off within a statement of SQL.");
    }
}
