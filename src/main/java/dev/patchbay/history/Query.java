package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A question about exchanges, in SQL. Rows come in the order of their keys, which is the order of
/// time and the order
/// within every index, so that a page is found without sorting and without counting off the pages
/// before it.
final class Query {
    enum Order {
        NEWEST_FIRST("DESC", "<"),
        OLDEST_FIRST("ASC", ">");

        private final String word;
        private final String beyond;

        Order(String word, String beyond) {
            this.word = word;
            this.beyond = beyond;
        }
    }

    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private Query(String from) {
        this.from = from;
    }

    static Query of(Filter filter) {
        String words = BodyText.words(filter.text());
        var query =
                new Query(
                        words.isEmpty()
                                ? "exchange"
                                : "words CROSS JOIN exchange ON exchange.key = words.rowid");
        if (!words.isEmpty()) {
            query.and("words MATCH ?", match(words));
        }
        filter.from().ifPresent(moment -> query.and(query.key() + " >= ?", Moment.micros(moment)));
        filter.until().ifPresent(moment -> query.and(query.key() + " < ?", Moment.micros(moment)));
        filter.fields().forEach(query::and);
        return query;
    }

    /// All words of it, the last as the beginning of one.
    private static String match(String words) {
        return Stream.of(words.split(" "))
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(" ", "", "*"));
    }

    /// The words have an order of their own, which is the same.
    private String key() {
        return from.equals("exchange") ? "exchange.key" : "words.rowid";
    }

    private void and(Filter.Field field, String value) {
        switch (field) {
            case OUTCOME -> outcome(value);
            case STATUS -> status(Integer.parseInt(value));
            case BACKEND, ALIAS, MODEL, CLIENT, CLIENT_RUN, PROFILE ->
                    and("exchange." + field.column() + " = ?", value);
        }
    }

    // What most exchanges have is in no index; the others' index is found by the condition that
    // made it.

    private void outcome(String value) {
        if (value.isEmpty()) {
            conditions.add("exchange.outcome IS NULL");
        } else {
            and("exchange.outcome = ?", value);
            if (!value.equals(KeptExchange.End.OK)) {
                conditions.add("exchange.outcome <> 'ok'");
            }
        }
    }

    private void status(int value) {
        and("exchange.status = ?", value);
        if (value != 200) {
            conditions.add("exchange.status <> 200");
        }
    }

    private void and(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /// Goes on behind this key.
    Query beyond(long key, Order order) {
        and("%s %s ?".formatted(key(), order.beyond), key);
        return this;
    }

    List<KeptExchange> rows(Database database, Order order, int most) throws SQLException {
        String sql = page(order, most);
        List<KeptExchange> rows = new ArrayList<>();
        try (PreparedStatement question = prepared(database, sql);
                var answer = question.executeQuery()) {
            while (answer.next()) {
                rows.add(Columns.read(answer));
            }
        }
        return rows;
    }

    private String page(Order order, int most) {
        return "SELECT %s FROM %s%s ORDER BY %s %s LIMIT %d"
                .formatted(Columns.ALL, from, where(), key(), order.word, most);
    }

    /// How SQLite finds a page of it.
    List<String> plan(Database database) throws SQLException {
        List<String> steps = new ArrayList<>();
        String sql = "EXPLAIN QUERY PLAN " + page(Order.NEWEST_FIRST, 1);
        try (PreparedStatement question = prepared(database, sql);
                var answer = question.executeQuery()) {
            while (answer.next()) {
                steps.add(answer.getString("detail"));
            }
        }
        return steps;
    }

    /// All that is over, added up.
    Totals totals(Database database) throws SQLException {
        String sql =
                """
                SELECT count(*),
                  total(outcome NOT IN ('ok', 'cancelled')), total(outcome = 'cancelled'),
                  sum(input_tokens), sum(cache_read_tokens), sum(cache_write_tokens),
                  sum(output_tokens), sum(thinking_tokens), sum(cost_nano_usd),
                  total(cost_nano_usd IS NULL AND coalesce(input_tokens, cache_read_tokens,
                    cache_write_tokens, output_tokens) IS NOT NULL)
                FROM %s%s\
                """
                        .formatted(from, where("exchange.outcome IS NOT NULL"));
        try (PreparedStatement question = prepared(database, sql);
                var answer = question.executeQuery()) {
            answer.next();
            return RollUps.totals(new ColumnReader(answer));
        }
    }

    private String where(String... more) {
        return Stream.concat(conditions.stream(), Stream.of(more))
                .reduce((one, other) -> one + " AND " + other)
                .map(" WHERE "::concat)
                .orElse("");
    }

    private PreparedStatement prepared(Database database, String sql) throws SQLException {
        PreparedStatement question = database.prepare(sql);
        for (int i = 0; i < values.size(); i++) {
            question.setObject(i + 1, values.get(i));
        }
        return question;
    }
}
