package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A question about exchanges, in SQL. Rows come in the order of their keys, which is the order of
/// time and the order within every index, so that a page is found without sorting and without
/// counting off the pages before it.
///
/// What an exchange has in common with others is told by its kind. Exchanges of many kinds are
/// found by a merge: the newest of each kind wait in a queue, and whenever one is taken, the next
/// of its kind takes its place. SQLite answers them as they are taken, in that order, and goes no
/// further than the page does.
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

    private static final String EXCHANGES = "exchange";

    private final String from;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();

    /// What nearly all have. A row is looked at for it when its turn comes: before that, a kind of
    /// which all failed would be gone through to its end.
    private final List<String> usual = new ArrayList<>();

    private final List<Object> values = new ArrayList<>();
    private boolean rare;

    private Query(String from) {
        this.from = from;
    }

    static Query of(Filter filter) {
        String words = BodyText.words(filter.text());
        var query =
                new Query(
                        words.isEmpty()
                                ? EXCHANGES
                                : "words CROSS JOIN exchange ON exchange.key = words.rowid");
        if (!words.isEmpty()) {
            query.rarely("words MATCH " + query.value(match(words)));
        }
        filter.from().ifPresent(moment -> query.key(">=", Moment.micros(moment)));
        filter.until().ifPresent(moment -> query.key("<", Moment.micros(moment)));
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
        return from.equals(EXCHANGES) ? "exchange.key" : "words.rowid";
    }

    private void key(String compared, long key) {
        conditions.add("%s %s %s".formatted(key(), compared, value(key)));
    }

    private void and(Filter.Field field, String value) {
        switch (field) {
            case OUTCOME -> outcome(value);
            case STATUS -> status(Integer.parseInt(value));
            case CLIENT_RUN -> rarely("exchange.client_run = " + value(value));
            case BACKEND, ALIAS, MODEL, CLIENT, PROFILE ->
                    kinds.add("kind.%s = %s".formatted(field.column(), value(value)));
        }
    }

    // What most exchanges have is in no index; the others' index is found by the condition that
    // made it.

    private void outcome(String value) {
        if (value.isEmpty()) {
            rarely("exchange.outcome IS NULL");
        } else if (value.equals(KeptExchange.End.OK)) {
            usual.add("exchange.outcome = 'ok'");
        } else {
            rarely("exchange.outcome <> 'ok'", "exchange.outcome = " + value(value));
        }
    }

    private void status(int value) {
        if (value == 200) {
            usual.add("exchange.status = 200");
        } else {
            rarely("exchange.status <> 200", "exchange.status = " + value(value));
        }
    }

    /// By an index in which few exchanges are, so that their kinds need no index.
    private void rarely(String... found) {
        conditions.addAll(List.of(found));
        rare = true;
    }

    /// Keeps a value, and answers its place in the statement.
    private String value(Object value) {
        values.add(value);
        return "?" + values.size();
    }

    /// Goes on behind this key.
    Query beyond(long key, Order order) {
        key(order.beyond, key);
        return this;
    }

    List<KeptExchange> rows(Database database, Order order, int most) throws SQLException {
        List<KeptExchange> rows = new ArrayList<>();
        try (PreparedStatement question = prepared(database, page(order, most));
                var answer = question.executeQuery()) {
            while (answer.next()) {
                rows.add(Columns.read(answer));
            }
        }
        return rows;
    }

    private String page(Order order, int most) {
        String limit = " LIMIT " + most;
        return isMerged()
                ? merged(order) + Columns.AND_KIND + where(List.of(usual)) + limit
                : "SELECT %s FROM %s".formatted(Columns.ALL, from)
                        + Columns.AND_KIND
                        + where(List.of(conditions, kinds, usual))
                        + " ORDER BY %s %s".formatted(key(), order.word)
                        + limit;
    }

    private boolean isMerged() {
        return !kinds.isEmpty() && !rare;
    }

    private String merged(Order order) {
        return """
        WITH RECURSIVE merged AS (
          SELECT found.key, found.kind FROM kind CROSS JOIN exchange AS found
            ON found.key = (%1$s)%2$s
          UNION ALL
          SELECT found.key, found.kind FROM merged CROSS JOIN exchange AS found
            ON found.key = (%3$s)
          ORDER BY 1 %4$s)
        SELECT %5$s FROM merged CROSS JOIN exchange ON exchange.key = merged.key\
        """
                .formatted(
                        next(order, "exchange.kind = kind.number"),
                        where(List.of(kinds)),
                        next(
                                order,
                                "exchange.kind = merged.kind",
                                "exchange.key %s merged.key".formatted(order.beyond)),
                        order.word,
                        Columns.ALL);
    }

    private String next(Order order, String... more) {
        return "SELECT exchange.key FROM exchange%s ORDER BY exchange.key %s LIMIT 1"
                .formatted(where(List.of(conditions, List.of(more))), order.word);
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
                        .formatted(
                                all(),
                                where(
                                        List.of(
                                                conditions,
                                                kinds,
                                                usual,
                                                List.of("exchange.outcome IS NOT NULL"))));
        try (PreparedStatement question = prepared(database, sql);
                var answer = question.executeQuery()) {
            answer.next();
            return RollUps.totals(new ColumnReader(answer));
        }
    }

    private String all() {
        if (isMerged()) {
            return "kind CROSS JOIN exchange ON exchange.kind = kind.number";
        }
        return kinds.isEmpty() ? from : from + Columns.AND_KIND;
    }

    private static String where(List<List<String>> conditions) {
        return conditions.stream()
                .flatMap(List::stream)
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
