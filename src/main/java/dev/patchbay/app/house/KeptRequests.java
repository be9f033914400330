package dev.patchbay.app.house;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.desktop.AppPaths;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.HistoryStore;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Replay;
import dev.patchbay.journal.Recording.Side;
import dev.patchbay.proxy.bodies.Keeping;
import dev.patchbay.proxy.bodies.Kept;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The history as the proxy asks it.
///
/// @param store what this program writes itself, if it does
record KeptRequests(AppPaths paths, Optional<HistoryStore> store) implements Keeping {
    private static final String PREFIX = "req_";
    private static final int MOST_NAMED = 5;

    @Override
    public Kept find(String id) {
        settle();
        try (var history = Opened.of(paths)) {
            HistoryReader reader = history.reader().orElseThrow(() -> unknown(id));
            KeptExchange found = found(reader, id);
            return kept(found, reader.bodies(found));
        } catch (Unreadable e) {
            throw ProxyError.of(ProxyError.Kind.INTERNAL, String.valueOf(e.getMessage()), e);
        }
    }

    /// What ended a moment ago is to be found, too.
    private void settle() {
        try {
            if (store.isPresent()) {
                store.get().settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KeptExchange found(HistoryReader reader, String id) throws Unreadable {
        Optional<KeptExchange> exact = reader.exchange(id);
        if (exact.isPresent()) {
            return exact.get();
        }
        List<KeptExchange> like = reader.beginning(id, MOST_NAMED);
        if (like.isEmpty()) {
            like = reader.beginning(PREFIX + id, MOST_NAMED);
        }
        return switch (like.size()) {
            case 0 -> throw unknown(id);
            case 1 -> like.getFirst();
            default -> throw ambiguous(id, like);
        };
    }

    private static ProxyError unknown(String id) {
        return ProxyError.of(ProxyError.Kind.NOT_FOUND, "No request '%s' is kept.".formatted(id));
    }

    private static ProxyError ambiguous(String id, List<KeptExchange> like) {
        String ids = like.stream().map(KeptExchange::id).collect(Collectors.joining(", "));
        return ProxyError.of(
                ProxyError.Kind.NOT_FOUND,
                "More than one id begins with '%s': %s. Write more of it.".formatted(id, ids));
    }

    private static Kept kept(KeptExchange exchange, List<KeptBody> bodies) {
        KeptExchange.Asker asker = exchange.asker();
        return new Kept(
                asker.front().flatMap(KeptRequests::dialect),
                asker.client().orElse("unknown"),
                asker.clientRun(),
                asker.profile(),
                asker.asked(),
                body(bodies, Side.CLIENT_BETAS).map(it -> new String(it.bytes(), UTF_8)),
                body(bodies, Side.CLIENT_REQUEST),
                body(bodies, Side.CLIENT_ANSWER),
                then(exchange));
    }

    /// A door has the name of what is spoken there.
    private static Optional<Dialect> dialect(String front) {
        return Arrays.stream(Dialect.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(front))
                .findFirst();
    }

    private static Optional<Kept.Body> body(List<KeptBody> bodies, Side side) {
        return bodies.stream()
                .filter(body -> body.side() == side)
                .map(body -> new Kept.Body(body.content(), body.total()))
                .findFirst();
    }

    private static Replay.Answer then(KeptExchange exchange) {
        Optional<KeptExchange.End> end = exchange.end();
        KeptExchange.Way way = exchange.way();
        return new Replay.Answer(
                exchange.id(),
                exchange.replayOf(),
                way.alias(),
                way.backend(),
                way.model(),
                end.map(KeptExchange.End::status).orElse(OptionalInt.empty()),
                end.map(KeptExchange.End::outcome).orElse(""),
                end.flatMap(KeptExchange.End::error),
                Optional.empty(),
                exchange.usage(),
                exchange.cost(),
                end.map(KeptExchange.End::firstTokenMillis).orElse(OptionalInt.empty()),
                end.map(KeptExchange.End::durationMillis).orElse(OptionalInt.empty()));
    }
}
