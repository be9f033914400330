package dev.patchbay.history;

import dev.patchbay.hub.Rates;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What many exchanges have in common: who asked for what, where it went, at which price. The table
/// `kind` holds each of these once, so that the row of an exchange is short and few indexes have to
/// be written with it.
record Kind(
        Optional<String> front,
        Optional<String> client,
        Optional<String> profile,
        String asked,
        boolean stream,
        Optional<String> alias,
        Optional<String> backend,
        Optional<String> model,
        Optional<String> lane,
        boolean estimated,
        Optional<Rates> price) {

    /// In the order in which they are written and read here.
    static final List<String> COLUMNS =
            List.of(
                    "front",
                    "client",
                    "profile",
                    "asked",
                    "stream",
                    "alias",
                    "backend",
                    "model",
                    "lane",
                    "estimated",
                    "price");

    static Kind of(KeptExchange exchange) {
        KeptExchange.Asker asker = exchange.asker();
        KeptExchange.Way way = exchange.way();
        return new Kind(
                asker.front(),
                asker.client(),
                asker.profile(),
                asker.asked(),
                asker.stream(),
                way.alias(),
                way.backend(),
                way.model(),
                way.lane(),
                exchange.usage().estimated(),
                exchange.cost().rates());
    }

    static Kind read(ColumnReader in) throws SQLException {
        return new Kind(
                in.textIfAny(),
                in.textIfAny(),
                in.textIfAny(),
                in.text(),
                in.number() == 1,
                in.textIfAny(),
                in.textIfAny(),
                in.textIfAny(),
                in.textIfAny(),
                in.number() == 1,
                in.textIfAny().flatMap(PriceText::rates));
    }

    void write(ColumnWriter out) throws SQLException {
        out.put(front).put(client).put(profile).put(asked).put(stream ? 1 : 0);
        out.put(alias).put(backend).put(model).put(lane).put(estimated ? 1 : 0);
        out.put(price.map(PriceText::of));
    }
}
