package dev.patchbay.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// docs/history.md tells of every table, and of every column of them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryDocTest {
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern TABLE = Pattern.compile("(?m)^### (.*)$");

    @TempDir Path folder;

    private static String page() throws Exception {
        return Files.readString(Path.of("docs/history.md"));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());
    }

    /// What it tells under the heading with this table.
    private static String about(String table) throws Exception {
        String page = page();
        List<MatchResult> headings = TABLE.matcher(page).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            if (names(headings.get(i).group(1)).contains(table)) {
                int end = i + 1 < headings.size() ? headings.get(i + 1).start() : page.length();
                return page.substring(headings.get(i).end(), end);
            }
        }
        throw new AssertionError("nothing about " + table);
    }

    private List<String> asked(String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (var database = Database.forReading(folder.resolve("history.db"));
                var answer = database.prepare(question).executeQuery()) {
            while (answer.next()) {
                answers.add(answer.getString(1));
            }
        }
        return answers;
    }

    private List<String> columns(String table) throws Exception {
        try (var history = new Keeping(folder)) {
            history.settled();
        }
        List<String> columns = asked("SELECT name FROM pragma_table_info('%s')".formatted(table));
        assertFalse(columns.isEmpty(), table);
        return columns;
    }

    @ParameterizedTest
    @ValueSource(strings = {"exchange", "kind", "body", "per_day", "per_hour"})
    void every_column_of_a_table_is_told(String table) throws Exception {
        Set<String> told = names(about(table));
        if (table.equals("exchange")) {
            told.addAll(columns("requests").stream().map(HistoryDocTest::withUnderscores).toList());
        }
        List<String> columns = new ArrayList<>(columns(table));
        columns.removeAll(told);

        assertEquals(List.of(), columns);
    }

    private static String withUnderscores(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void every_column_of_the_view_is_a_field_of_an_export() throws Exception {
        String page = page();
        int from = page.indexOf("## The fields of an export");
        Set<String> told = names(page.substring(from, page.indexOf("\n## ", from + 1)));
        List<String> columns = new ArrayList<>(columns("requests"));
        columns.removeAll(told);

        assertEquals(List.of(), columns);
    }
}
