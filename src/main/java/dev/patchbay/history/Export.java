package dev.patchbay.history;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Exchanges as text for other programs, row by row, so that it takes no more memory for many than
/// for few.
public enum Export {
    /// As RFC 4180 has it, with a line of names; a list is parted by blanks.
    CSV {
        @Override
        String head() {
            return line(ExportFields.ALL.stream().map(ExportFields.Field::name).toList());
        }

        @Override
        String row(KeptExchange exchange) {
            return line(
                    ExportFields.ALL.stream()
                            .map(field -> cell(field.value().apply(exchange)))
                            .toList());
        }
    },
    /// A JSON object a line.
    JSONL {
        @Override
        String head() {
            return "";
        }

        @Override
        String row(KeptExchange exchange) {
            return ExportFields.object(exchange) + "\n";
        }
    };

    abstract String head();

    abstract String row(KeptExchange exchange);

    /// Writes all that fit, oldest first.
    public void write(HistoryReader history, Filter filter, Writer out)
            throws HistoryReader.Unreadable, IOException {
        out.write(head());
        try {
            history.each(filter, exchange -> write(exchange, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// What is written where nothing was ever kept.
    public void writeNothing(Writer out) throws IOException {
        out.write(head());
    }

    private void write(KeptExchange exchange, Writer out) {
        try {
            out.write(row(exchange));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Iterable<String> cells) {
        return StreamSupport.stream(cells.spliterator(), false)
                        .map(Export::quoted)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String cell(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
        }
        return value.isNull() ? "" : value.asText();
    }

    private static String quoted(String cell) {
        boolean plain =
                cell.chars().noneMatch(it -> it == ',' || it == '"' || it == '\n' || it == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
