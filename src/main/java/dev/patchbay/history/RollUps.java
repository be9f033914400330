package dev.patchbay.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of sums. An exchange is added in the transaction that completes its row, so once and
/// for ever: sums by day stay when their exchanges are long gone.
final class RollUps {
    /// What is added up together in one table.
    private record Place<T>(T when, Sum.Group group) {}

    private static final String WRITE =
            """
            INSERT INTO %1$s VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
              requests = requests + excluded.requests,
              failed = failed + excluded.failed,
              cancelled = cancelled + excluded.cancelled,
              input_tokens = input_tokens + excluded.input_tokens,
              cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
              cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
              output_tokens = output_tokens + excluded.output_tokens,
              thinking_tokens = thinking_tokens + excluded.thinking_tokens,
              cost_nano_usd = cost_nano_usd + excluded.cost_nano_usd,
              unpriced = unpriced + excluded.unpriced\
            """;
    private static final String NUMBERS =
            """
            sum(requests), sum(failed), sum(cancelled), sum(input_tokens), sum(cache_read_tokens),
            sum(cache_write_tokens), sum(output_tokens), sum(thinking_tokens), sum(cost_nano_usd),
            sum(unpriced)\
            """;

    private final ZoneId zone;
    private final PreparedStatement days;
    private final PreparedStatement hours;
    private long second = Long.MIN_VALUE;
    private Instant hour = Instant.MIN;

    RollUps(Database database, ZoneId zone) throws SQLException {
        this.zone = zone;
        this.days = database.prepare(WRITE.formatted("per_day"));
        this.hours = database.prepare(WRITE.formatted("per_hour"));
    }

    /// Adds those that are over.
    void add(Collection<KeptExchange> exchanges) throws SQLException {
        Map<Place<Instant>, Totals> byHour = new HashMap<>();
        for (KeptExchange each : exchanges) {
            if (each.end().isPresent()) {
                var place = new Place<>(hour(moment(each)), Sum.Group.of(each));
                byHour.merge(place, Totals.of(each), Totals::plus);
            }
        }
        Map<Place<LocalDate>, Totals> byDay = new HashMap<>();
        byHour.forEach(
                (place, totals) -> {
                    LocalDate day = LocalDate.ofInstant(place.when(), zone);
                    byDay.merge(new Place<>(day, place.group()), totals, Totals::plus);
                });
        write(byDay, days);
        write(byHour, hours);
    }

    /// Money is spent when an exchange ends. Of one that was interrupted only the beginning is
    /// known.
    private static Instant moment(KeptExchange exchange) {
        return exchange.end().flatMap(KeptExchange.End::at).orElse(exchange.startedAt());
    }

    /// In some places hours begin at half past. Most moments have the second of the one before.
    private Instant hour(Instant moment) {
        if (moment.getEpochSecond() != second) {
            second = moment.getEpochSecond();
            hour = moment.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        }
        return hour;
    }

    private static <T> void write(Map<Place<T>, Totals> sums, PreparedStatement add)
            throws SQLException {
        for (var sum : sums.entrySet()) {
            put(sum.getKey(), sum.getValue(), new ColumnWriter(add));
            add.executeUpdate();
        }
    }

    private static void put(Place<?> place, Totals totals, ColumnWriter out) throws SQLException {
        Sum.Group group = place.group();
        out.put(place.when().toString()).put(group.alias()).put(group.model()).put(group.backend());
        out.put(group.profile()).put(group.estimated() ? 1 : 0).put(group.replay() ? 1 : 0);
        out.put(totals.requests()).put(totals.failed()).put(totals.cancelled());
        out.put(totals.input()).put(totals.cacheRead()).put(totals.cacheWrite());
        out.put(totals.output()).put(totals.thinking());
        out.put(totals.cost()).put(totals.unpriced());
    }

    /// @param to the first day that is left out
    static List<Sum<LocalDate>> days(
            Database database, LocalDate from, LocalDate to, Set<Sum.Part> apart)
            throws SQLException {
        return read(
                database,
                question("per_day", "day", apart),
                from.toString(),
                to.toString(),
                LocalDate::parse);
    }

    static Optional<LocalDate> firstOfNewest(Database database, int days) throws SQLException {
        String sql =
                "SELECT min(day) FROM (SELECT DISTINCT day FROM per_day ORDER BY day DESC LIMIT ?)";
        try (PreparedStatement question = database.prepare(sql)) {
            new ColumnWriter(question).put(days);
            try (var answer = question.executeQuery()) {
                answer.next();
                return new ColumnReader(answer).textIfAny().map(LocalDate::parse);
            }
        }
    }

    static List<Sum<Instant>> hours(
            Database database, Instant from, Instant to, Set<Sum.Part> apart) throws SQLException {
        return read(
                database,
                question("per_hour", "hour", apart),
                from.truncatedTo(ChronoUnit.SECONDS).toString(),
                to.truncatedTo(ChronoUnit.SECONDS).toString(),
                Instant::parse);
    }

    /// Most is added up in there, since each row that comes out costs more than many that do not.
    private static String question(String table, String when, Set<Sum.Part> apart) {
        String parts =
                Stream.of(Sum.Part.values())
                        .map(it -> apart.contains(it) ? it.column() : it.together())
                        .collect(Collectors.joining(", "));
        String groups =
                Stream.concat(Stream.of(when), apart.stream().map(Sum.Part::column))
                        .collect(Collectors.joining(", "));
        return "SELECT %1$s, %2$s, %3$s FROM %4$s WHERE %1$s >= ? AND %1$s < ? GROUP BY %5$s ORDER BY %1$s"
                .formatted(when, parts, NUMBERS, table, groups);
    }

    private static <T> List<Sum<T>> read(
            Database database, String sql, String from, String to, Function<String, T> when)
            throws SQLException {
        List<Sum<T>> sums = new ArrayList<>();
        try (PreparedStatement question = database.prepare(sql)) {
            new ColumnWriter(question).put(from).put(to);
            try (var answer = question.executeQuery()) {
                while (answer.next()) {
                    var in = new ColumnReader(answer);
                    sums.add(new Sum<>(when.apply(in.text()), group(in), totals(in)));
                }
            }
        }
        return sums;
    }

    private static Sum.Group group(ColumnReader in) throws SQLException {
        return new Sum.Group(
                in.text(), in.text(), in.text(), in.text(), in.number() == 1, in.number() == 1);
    }

    static Totals totals(ColumnReader in) throws SQLException {
        return new Totals(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number());
    }
}
