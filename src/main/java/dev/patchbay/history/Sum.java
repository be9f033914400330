package dev.patchbay.history;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What ended within one day or one hour, and belongs together.
///
/// @param when the local day, or the beginning of the hour
public record Sum<T>(T when, Group group, Totals totals) {
    /// What may be told apart.
    public enum Part {
        ALIAS("alias", "''"),
        MODEL("model", "''"),
        BACKEND("backend", "''"),
        PROFILE("profile", "''"),
        ESTIMATED("estimated", "0"),
        REPLAY("replay", "0");

        private final String column;
        private final String together;

        Part(String column, String together) {
            this.column = column;
            this.together = together;
        }

        String column() {
            return column;
        }

        /// What stands in its place where it is not told apart.
        String together() {
            return together;
        }
    }

    /// What is told apart; empty where there is none, or where it is not told apart.
    ///
    /// @param estimated whether Patchbay counted, because the backend did not
    public record Group(
            String alias,
            String model,
            String backend,
            String profile,
            boolean estimated,
            boolean replay) {

        static Group of(KeptExchange exchange) {
            KeptExchange.Way way = exchange.way();
            return new Group(
                    way.alias().orElse(""),
                    way.model().orElse(""),
                    way.backend().orElse(""),
                    exchange.asker().profile().orElse(""),
                    exchange.usage().estimated(),
                    exchange.replayOf().isPresent());
        }
    }

    /// Adds up once more, by something coarser.
    public static <T, K extends Comparable<K>> Map<K, Totals> by(
            Collection<Sum<T>> sums, Function<Sum<T>, K> what) {
        return sums.stream()
                .collect(Collectors.toMap(what, Sum::totals, Totals::plus, TreeMap::new));
    }

    public static <T> Totals all(Collection<Sum<T>> sums) {
        return sums.stream().map(Sum::totals).reduce(Totals.NONE, Totals::plus);
    }
}
