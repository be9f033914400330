package dev.patchbay.app.verbs.past;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.history.Sum;
import dev.patchbay.history.Totals;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows of an export, read as another program would read them.
///
/// @param fields what is absent is empty
public record Exported(Map<String, String> fields) {
    public static List<Exported> jsonLines(String text) throws JsonProcessingException {
        List<Exported> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            var fields = new HashMap<String, String>();
            for (Map.Entry<String, JsonNode> field : Json.read(line).properties()) {
                fields.put(
                        field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText());
            }
            rows.add(new Exported(fields));
        }
        return rows;
    }

    public static List<Exported> csv(String text) {
        List<List<String>> lines = lines(text);
        List<String> names = lines.removeFirst();
        return lines.stream().map(cells -> row(names, cells)).toList();
    }

    private static Exported row(List<String> names, List<String> cells) {
        var fields = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), cells.get(i));
        }
        return new Exported(fields);
    }

    /// As RFC 4180 has it.
    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean again = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (again) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || c != ',' && c != '\r') {
                cell.append(c);
            } else {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    lines.add(cells);
                    cells = new ArrayList<>();
                    i++;
                }
            }
        }
        return lines;
    }

    public String text(String name) {
        return fields.get(name);
    }

    long number(String name) {
        return text(name).isEmpty() ? 0 : Long.parseLong(text(name));
    }

    public Sum.Group group() {
        return new Sum.Group(
                text("alias"),
                text("model"),
                text("backend"),
                text("profile"),
                text("estimated").equals("true"),
                !text("replayOf").isEmpty());
    }

    public Totals totals() {
        boolean used = !text("inputTokens").isEmpty() || !text("outputTokens").isEmpty();
        return new Totals(
                1,
                is("failed") || is("refused") || is("interrupted") ? 1 : 0,
                is("cancelled") ? 1 : 0,
                number("inputTokens"),
                number("cacheReadTokens"),
                number("cacheWriteTokens"),
                number("outputTokens"),
                number("thinkingTokens"),
                number("costNanoUsd"),
                used && text("costNanoUsd").isEmpty() ? 1 : 0);
    }

    private boolean is(String outcome) {
        return text("outcome").equals(outcome);
    }
}
