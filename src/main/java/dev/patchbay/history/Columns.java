package dev.patchbay.history;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The columns of the table `exchange`, in the order in which they are written and read here, and
/// with those of its kind all that is known of an exchange.
final class Columns {
    /// What never changes, so that the indexes of it are written once.
    private static final List<String> FIXED =
            List.of("key", "id", "client_run", "bytes", "replay_of");

    private static final List<String> CHANGING =
            List.of(
                    "kind",
                    "ended",
                    "status",
                    "outcome",
                    "reason",
                    "input_tokens",
                    "cache_read_tokens",
                    "cache_write_tokens",
                    "output_tokens",
                    "thinking_tokens",
                    "cost_nano_usd",
                    "first_token_millis",
                    "duration_millis",
                    "retries",
                    "fallbacks",
                    "dropped",
                    "error");

    private static final List<String> NAMES =
            Stream.concat(FIXED.stream(), CHANGING.stream()).toList();

    /// To be read with `read`.
    static final String ALL =
            Stream.concat(
                            NAMES.stream().map("exchange."::concat),
                            Kind.COLUMNS.stream().map("kind."::concat))
                    .collect(Collectors.joining(", "));

    /// The kinds of exchanges that were found before.
    static final String AND_KIND = " CROSS JOIN kind ON kind.number = exchange.kind";

    /// Writes a new row; none where its place is taken.
    static final String INSERT =
            "INSERT INTO exchange (%s) VALUES (%s) ON CONFLICT (key) DO NOTHING"
                    .formatted(String.join(", ", NAMES), Database.places(NAMES.size()));

    /// Writes what became of a row. Has the same places as the one above.
    static final String UPDATE =
            "UPDATE exchange SET %s WHERE key = ?1 AND id = ?2"
                    .formatted(
                            IntStream.range(FIXED.size(), NAMES.size())
                                    .mapToObj(i -> "%s = ?%d".formatted(NAMES.get(i), i + 1))
                                    .collect(Collectors.joining(", ")));

    private static final String LINES = "\n";

    private Columns() {}

    static void write(KeptExchange row, long kind, PreparedStatement into) throws SQLException {
        var out = new ColumnWriter(into);
        Optional<KeptExchange.End> end = row.end();
        out.put(row.key()).put(row.id());
        out.put(row.asker().clientRun()).put(row.asker().bytes()).put(row.replayOf());
        out.put(kind).putLong(end.flatMap(KeptExchange.End::at).map(Moment::micros));
        out.put(end.map(KeptExchange.End::status).orElse(ColumnWriter.NO_INT));
        out.put(end.map(KeptExchange.End::outcome)).put(row.way().reason());
        Usage usage = row.usage();
        out.put(usage.input()).put(usage.cacheRead()).put(usage.cacheWrite());
        out.put(usage.output()).put(usage.thinking()).put(row.cost().nanoUsd());
        out.put(end.map(KeptExchange.End::firstTokenMillis).orElse(ColumnWriter.NO_INT));
        out.put(end.map(KeptExchange.End::durationMillis).orElse(ColumnWriter.NO_INT));
        out.putLong(end.map(it -> (long) it.retries()));
        out.putLong(end.map(it -> (long) it.fallbacks()));
        out.put(end.map(it -> String.join(LINES, it.dropped())).filter(it -> !it.isEmpty()));
        out.put(end.flatMap(KeptExchange.End::error));
    }

    static KeptExchange read(ResultSet from) throws SQLException {
        var in = new ColumnReader(from);
        long key = in.number();
        String id = in.text();
        var clientRun = in.textIfAny();
        var bytes = in.numberIfAny();
        var replayOf = in.textIfAny();
        in.skip();
        var ended = in.numberIfAny();
        var status = in.intIfAny();
        Optional<String> outcome = in.textIfAny();
        var reason = in.textIfAny();
        var input = in.numberIfAny();
        var cacheRead = in.numberIfAny();
        var cacheWrite = in.numberIfAny();
        var output = in.numberIfAny();
        var thinking = in.numberIfAny();
        var nanoUsd = in.numberIfAny();
        var firstToken = in.intIfAny();
        var duration = in.intIfAny();
        int retries = (int) in.number();
        int fallbacks = (int) in.number();
        List<String> dropped =
                in.textIfAny().map(text -> List.of(text.split(LINES))).orElse(List.of());
        Optional<String> error = in.textIfAny();
        Kind kind = Kind.read(in);
        Optional<KeptExchange.End> end =
                outcome.map(
                        word ->
                                new KeptExchange.End(
                                        ended.isPresent()
                                                ? Optional.of(Moment.of(ended.getAsLong()))
                                                : Optional.empty(),
                                        status,
                                        word,
                                        firstToken,
                                        duration,
                                        retries,
                                        fallbacks,
                                        dropped,
                                        error));
        return new KeptExchange(
                key,
                id,
                Moment.of(key),
                new KeptExchange.Asker(
                        kind.front(),
                        kind.client(),
                        clientRun,
                        kind.profile(),
                        kind.asked(),
                        kind.stream(),
                        bytes),
                new KeptExchange.Way(
                        kind.alias(), kind.backend(), kind.model(), kind.lane(), reason),
                end,
                new Usage(input, cacheRead, cacheWrite, output, thinking, kind.estimated()),
                new Cost(nanoUsd, kind.price()),
                replayOf);
    }
}
