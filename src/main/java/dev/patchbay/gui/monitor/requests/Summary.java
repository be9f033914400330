package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.history.Filter.Field;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.KeptExchange.End;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// All that is known of a request, in words, by what it is about.
record Summary(List<Section> sections) {
    /// @param key its name in the bundle
    record Section(String key, List<Fact> facts) {}

    /// @param look what finds all requests of which this is so; empty where nothing does
    /// @param other the id of another request that it names; empty where it names none
    record Fact(String name, String value, String look, String other) {}

    private static final double SECOND = 1_000;

    static Summary of(KeptExchange exchange, Wording wording) {
        return new Writer(exchange, wording).write();
    }

    /// Writes one.
    private static final class Writer {
        private final KeptExchange exchange;
        private final Wording wording;
        private final Texts texts;
        private final List<Section> sections = new ArrayList<>();
        private List<Fact> facts = new ArrayList<>();

        Writer(KeptExchange exchange, Wording wording) {
            this.exchange = exchange;
            this.wording = wording;
            this.texts = wording.texts();
        }

        Summary write() {
            exchange.end().flatMap(End::error).ifPresent(error -> put("error", error));
            end("trouble");
            route();
            end("route");
            counts();
            end("counts");
            times();
            end("times");
            asker();
            end("asker");
            return new Summary(List.copyOf(sections));
        }

        private void route() {
            KeptExchange.Way way = exchange.way();
            put("asked", exchange.asker().asked());
            way.alias().ifPresent(alias -> find("alias", alias, Field.ALIAS));
            way.backend().ifPresent(backend -> find("backend", backend, Field.BACKEND));
            way.model().ifPresent(model -> find("model", model, Field.MODEL));
            way.reason().ifPresent(reason -> put("reason", reason));
            way.lane().ifPresent(lane -> put("lane", lane));
            exchange.end()
                    .filter(end -> end.retries() > 0)
                    .ifPresent(end -> put("retries", number(end.retries())));
            exchange.end()
                    .filter(end -> end.fallbacks() > 0)
                    .ifPresent(end -> put("fallbacks", number(end.fallbacks())));
            exchange.end()
                    .filter(end -> !end.dropped().isEmpty())
                    .ifPresent(end -> put("dropped", String.join("\n", end.dropped())));
            exchange.replayOf().ifPresent(id -> facts.add(new Fact(name("replayOf"), id, "", id)));
        }

        private void counts() {
            Usage usage = exchange.usage();
            tokens("input", usage, usage.input());
            tokens("cacheRead", usage, usage.cacheRead());
            tokens("cacheWrite", usage, usage.cacheWrite());
            tokens("output", usage, usage.output());
            tokens("thinking", usage, usage.thinking());
            if (exchange.end().isPresent()) {
                put(
                        "cost",
                        exchange.cost().nanoUsd().isPresent()
                                ? wording.cost(usage, exchange.cost())
                                : texts.get("requests.noPrice"));
            }
            exchange.cost().rates().ifPresent(rates -> put("rates", rates(rates)));
            if (usage.estimated()) {
                put("estimated", texts.get("requests.estimated"));
            }
        }

        private void tokens(String key, Usage usage, OptionalLong count) {
            if (count.isPresent()) {
                put(key, wording.tokens(usage, count));
            }
        }

        private String rates(Rates rates) {
            return texts.get("requests.rates", usd(rates.input()), usd(rates.output()));
        }

        private static String usd(long rate) {
            return "$" + Rates.usd(rate).stripTrailingZeros().toPlainString();
        }

        private void times() {
            put("started", wording.figures().dayAndTime(exchange.startedAt()));
            time("first", Wording.end(exchange, End::firstTokenMillis));
            time("took", Wording.end(exchange, End::durationMillis));
            speed().ifPresent(speed -> put("speed", speed));
        }

        private void time(String key, OptionalInt millis) {
            if (millis.isPresent()) {
                put(key, wording.millis(millis));
            }
        }

        /// While it streamed.
        private Optional<String> speed() {
            OptionalInt first = Wording.end(exchange, End::firstTokenMillis);
            OptionalInt whole = Wording.end(exchange, End::durationMillis);
            OptionalLong tokens = exchange.usage().output();
            if (first.isEmpty() || tokens.isEmpty() || whole.orElse(0) <= first.getAsInt()) {
                return Optional.empty();
            }
            double seconds = (whole.orElse(0) - first.getAsInt()) / SECOND;
            return Optional.of(
                    texts.get(
                            "requests.perSecond",
                            wording.figures().tenths(tokens.getAsLong() / seconds)));
        }

        private void asker() {
            KeptExchange.Asker asker = exchange.asker();
            asker.client().ifPresent(client -> find("client", client, Field.CLIENT));
            asker.clientRun().ifPresent(run -> find("run", run, Field.CLIENT_RUN));
            asker.profile().ifPresent(profile -> find("profile", profile, Field.PROFILE));
            asker.front().ifPresent(front -> put("front", front));
            put("stream", texts.get(asker.stream() ? "requests.streamed" : "requests.inOne"));
            asker.bytes().ifPresent(bytes -> put("bytes", texts.get("requests.bytes", bytes)));
            put("id", exchange.id());
        }

        private void end(String key) {
            if (!facts.isEmpty()) {
                sections.add(new Section(key, List.copyOf(facts)));
                facts = new ArrayList<>();
            }
        }

        private void put(String key, String value) {
            facts.add(new Fact(name(key), value, "", ""));
        }

        private void find(String key, String value, Field field) {
            facts.add(new Fact(name(key), value, Looking.typed(field, value), ""));
        }

        private String name(String key) {
            return texts.get("requests.fact." + key);
        }

        private String number(long count) {
            return wording.figures().number(count);
        }
    }
}
