package dev.patchbay.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// The fields of an exported exchange. Other programs read them, so a name and its meaning never
/// change.
final class ExportFields {
    /// One of them.
    record Field(String name, Function<KeptExchange, JsonNode> value) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static final List<Field> ALL =
            List.of(
                    text("id", it -> Optional.of(it.id())),
                    text("startedAt", it -> Optional.of(it.startedAt().toString())),
                    text("endedAt", it -> end(it, KeptExchange.End::at).map(Instant::toString)),
                    count("status", it -> number(it, KeptExchange.End::status)),
                    text("outcome", it -> it.end().map(KeptExchange.End::outcome)),
                    text("front", it -> it.asker().front()),
                    text("client", it -> it.asker().client()),
                    text("clientRun", it -> it.asker().clientRun()),
                    text("profile", it -> it.asker().profile()),
                    text("asked", it -> Optional.of(it.asker().asked())),
                    text("alias", it -> it.way().alias()),
                    text("backend", it -> it.way().backend()),
                    text("model", it -> it.way().model()),
                    text("lane", it -> it.way().lane()),
                    new Field("stream", it -> JSON.booleanNode(it.asker().stream())),
                    count("inputTokens", it -> it.usage().input()),
                    count("cacheReadTokens", it -> it.usage().cacheRead()),
                    count("cacheWriteTokens", it -> it.usage().cacheWrite()),
                    count("outputTokens", it -> it.usage().output()),
                    count("thinkingTokens", it -> it.usage().thinking()),
                    new Field("estimated", it -> JSON.booleanNode(it.usage().estimated())),
                    count("costNanoUsd", it -> it.cost().nanoUsd()),
                    count("firstTokenMillis", it -> number(it, KeptExchange.End::firstTokenMillis)),
                    count("durationMillis", it -> number(it, KeptExchange.End::durationMillis)),
                    count("retries", it -> number(it, end -> OptionalInt.of(end.retries()))),
                    count("fallbacks", it -> number(it, end -> OptionalInt.of(end.fallbacks()))),
                    new Field("dropped", ExportFields::dropped),
                    text("error", it -> end(it, KeptExchange.End::error)),
                    text("replayOf", KeptExchange::replayOf));

    private ExportFields() {}

    static ObjectNode object(KeptExchange exchange) {
        ObjectNode object = JSON.objectNode();
        ALL.forEach(field -> object.set(field.name(), field.value().apply(exchange)));
        return object;
    }

    private static Field text(String name, Function<KeptExchange, Optional<String>> value) {
        return new Field(
                name, it -> value.apply(it).<JsonNode>map(JSON::textNode).orElse(JSON.nullNode()));
    }

    private static Field count(String name, Function<KeptExchange, OptionalLong> value) {
        return new Field(
                name,
                it -> {
                    OptionalLong count = value.apply(it);
                    return count.isPresent() ? JSON.numberNode(count.getAsLong()) : JSON.nullNode();
                });
    }

    private static JsonNode dropped(KeptExchange exchange) {
        ArrayNode list = JSON.arrayNode();
        exchange.end().ifPresent(end -> end.dropped().forEach(list::add));
        return list;
    }

    private static <T> Optional<T> end(
            KeptExchange exchange, Function<KeptExchange.End, Optional<T>> value) {
        return exchange.end().flatMap(value);
    }

    private static OptionalLong number(
            KeptExchange exchange, Function<KeptExchange.End, OptionalInt> value) {
        return exchange.end().map(value).orElse(OptionalInt.empty()).stream()
                .asLongStream()
                .findFirst();
    }
}
