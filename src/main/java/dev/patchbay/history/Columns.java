package dev.patchbay.history;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Usage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The columns of the table `exchange`, in the order in which they are written and read here.
final class Columns {
    private static final List<String> NAMES =
            List.of(
                    "key",
                    "id",
                    "ended",
                    "status",
                    "outcome",
                    "front",
                    "client",
                    "client_run",
                    "profile",
                    "asked",
                    "alias",
                    "backend",
                    "model",
                    "lane",
                    "reason",
                    "stream",
                    "bytes",
                    "input_tokens",
                    "cache_read_tokens",
                    "cache_write_tokens",
                    "output_tokens",
                    "thinking_tokens",
                    "estimated",
                    "cost_nano_usd",
                    "price",
                    "first_token_millis",
                    "duration_millis",
                    "retries",
                    "fallbacks",
                    "dropped",
                    "error",
                    "replay_of");

    /// To be read with `read`.
    static final String ALL =
            NAMES.stream().map(name -> "exchange." + name).collect(Collectors.joining(", "));

    /// Writes a new row; none where its place is taken.
    static final String INSERT =
            "INSERT INTO exchange (%s) VALUES (%s) ON CONFLICT (key) DO NOTHING"
                    .formatted(
                            String.join(", ", NAMES),
                            NAMES.stream().map(_ -> "?").collect(Collectors.joining(", ")));

    /// What never changes is left out, since indexes would be written with it.
    private static final Set<String> FIXED =
            Set.of("key", "id", "front", "client", "client_run", "profile", "asked");

    /// Writes what became of a row. Has the same places as the one above.
    static final String UPDATE =
            "UPDATE exchange SET %s WHERE key = ?1 AND id = ?2"
                    .formatted(
                            IntStream.range(0, NAMES.size())
                                    .filter(i -> !FIXED.contains(NAMES.get(i)))
                                    .mapToObj(i -> "%s = ?%d".formatted(NAMES.get(i), i + 1))
                                    .collect(Collectors.joining(", ")));

    private static final String LINES = "\n";

    private Columns() {}

    static void write(KeptExchange row, PriceTexts prices, PreparedStatement into)
            throws SQLException {
        var out = new ColumnWriter(into);
        Optional<KeptExchange.End> end = row.end();
        out.put(row.key()).put(row.id());
        out.putLong(end.flatMap(KeptExchange.End::at).map(Moment::micros));
        out.put(end.map(KeptExchange.End::status).orElse(ColumnWriter.NO_INT));
        out.put(end.map(KeptExchange.End::outcome));
        KeptExchange.Asker asker = row.asker();
        out.put(asker.front()).put(asker.client()).put(asker.clientRun()).put(asker.profile());
        out.put(asker.asked());
        KeptExchange.Way way = row.way();
        out.put(way.alias()).put(way.backend()).put(way.model()).put(way.lane());
        out.put(way.reason()).put(asker.stream() ? 1 : 0).put(asker.bytes());
        Usage usage = row.usage();
        out.put(usage.input()).put(usage.cacheRead()).put(usage.cacheWrite());
        out.put(usage.output()).put(usage.thinking()).put(usage.estimated() ? 1 : 0);
        out.put(row.cost().nanoUsd()).put(row.cost().rates().map(prices::of));
        out.put(end.map(KeptExchange.End::firstTokenMillis).orElse(ColumnWriter.NO_INT));
        out.put(end.map(KeptExchange.End::durationMillis).orElse(ColumnWriter.NO_INT));
        out.putLong(end.map(it -> (long) it.retries()));
        out.putLong(end.map(it -> (long) it.fallbacks()));
        out.put(end.map(it -> String.join(LINES, it.dropped())).filter(it -> !it.isEmpty()));
        out.put(end.flatMap(KeptExchange.End::error)).put(row.replayOf());
    }

    static KeptExchange read(ResultSet from) throws SQLException {
        var in = new ColumnReader(from);
        long key = in.number();
        String id = in.text();
        var ended = in.numberIfAny();
        var status = in.intIfAny();
        Optional<String> outcome = in.textIfAny();
        var front = in.textIfAny();
        var client = in.textIfAny();
        var clientRun = in.textIfAny();
        var profile = in.textIfAny();
        String asked = in.text();
        var way =
                new KeptExchange.Way(
                        in.textIfAny(),
                        in.textIfAny(),
                        in.textIfAny(),
                        in.textIfAny(),
                        in.textIfAny());
        boolean stream = in.number() == 1;
        var asker =
                new KeptExchange.Asker(
                        front, client, clientRun, profile, asked, stream, in.numberIfAny());
        var usage =
                new Usage(
                        in.numberIfAny(),
                        in.numberIfAny(),
                        in.numberIfAny(),
                        in.numberIfAny(),
                        in.numberIfAny(),
                        in.number() == 1);
        var cost = new Cost(in.numberIfAny(), in.textIfAny().flatMap(PriceText::rates));
        var firstToken = in.intIfAny();
        var duration = in.intIfAny();
        int retries = (int) in.number();
        int fallbacks = (int) in.number();
        List<String> dropped =
                in.textIfAny().map(text -> List.of(text.split(LINES))).orElse(List.of());
        Optional<String> error = in.textIfAny();
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
                key, id, Moment.of(key), asker, way, end, usage, cost, in.textIfAny());
    }
}
