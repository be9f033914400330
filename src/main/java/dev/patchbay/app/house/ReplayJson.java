package dev.patchbay.app.house;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Cost;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A replay as JSON, for programs; those of ours read it again. The names of its facts are those of
/// an exported exchange.
public final class ReplayJson {
    private ReplayJson() {}

    public static ObjectNode of(Replay replay) {
        ObjectNode both = Json.object();
        put(both.putObject("then"), replay.then());
        put(both.putObject("now"), replay.now());
        return both;
    }

    private static void put(ObjectNode into, Replay.Answer answer) {
        into.put("id", answer.id());
        into.put("replayOf", answer.replayOf().orElse(null));
        into.put("alias", answer.alias().orElse(null));
        into.put("backend", answer.backend().orElse(null));
        into.put("model", answer.model().orElse(null));
        put(into, "status", answer.status());
        into.put("outcome", answer.outcome());
        into.put("error", answer.error().orElse(null));
        put(into, answer.said());
        Usage usage = answer.usage();
        put(into, "inputTokens", usage.input());
        put(into, "cacheReadTokens", usage.cacheRead());
        put(into, "cacheWriteTokens", usage.cacheWrite());
        put(into, "outputTokens", usage.output());
        put(into, "thinkingTokens", usage.thinking());
        into.put("estimated", usage.estimated());
        put(into, "costNanoUsd", answer.cost().nanoUsd());
        put(into, "firstTokenMillis", answer.firstTokenMillis());
        put(into, "durationMillis", answer.durationMillis());
    }

    private static void put(ObjectNode into, Optional<Replay.Said> said) {
        into.put("text", said.map(Replay.Said::text).orElse(null));
        into.put("thinking", said.map(Replay.Said::thinking).orElse(null));
        if (said.isPresent()) {
            ArrayNode calls = into.putArray("toolCalls");
            said.get().calls().forEach(call -> put(calls.addObject(), call));
        } else {
            into.putNull("toolCalls");
        }
        into.put(
                "stopReason",
                said.flatMap(Replay.Said::stop)
                        .map(stop -> stop.kind().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
    }

    private static void put(ObjectNode into, Part.ToolCall call) {
        into.put("id", call.id()).put("name", call.name());
        ObjectNode input = Json.objectOrNull(call.inputOrEmptyObject());
        if (input == null) {
            into.put("input", call.input()); // cut off before its end
        } else {
            into.set("input", input);
        }
    }

    private static void put(ObjectNode into, String name, OptionalInt number) {
        into.set(name, number.isPresent() ? Json.object().numberNode(number.getAsInt()) : null);
    }

    private static void put(ObjectNode into, String name, OptionalLong number) {
        into.set(name, number.isPresent() ? Json.object().numberNode(number.getAsLong()) : null);
    }

    // ------------------------------------------------------------------ and back

    public static Replay read(String text) throws JsonProcessingException {
        JsonNode both = Json.read(text);
        return new Replay(answer(both.path("then")), answer(both.path("now")));
    }

    private static Replay.Answer answer(JsonNode from) {
        var usage =
                new Usage(
                        count(from, "inputTokens"),
                        count(from, "cacheReadTokens"),
                        count(from, "cacheWriteTokens"),
                        count(from, "outputTokens"),
                        count(from, "thinkingTokens"),
                        from.path("estimated").asBoolean());
        return new Replay.Answer(
                from.path("id").asText(),
                text(from, "replayOf"),
                text(from, "alias"),
                text(from, "backend"),
                text(from, "model"),
                number(from, "status"),
                from.path("outcome").asText(),
                text(from, "error"),
                said(from),
                usage,
                new Cost(count(from, "costNanoUsd"), Optional.empty()),
                number(from, "firstTokenMillis"),
                number(from, "durationMillis"));
    }

    private static Optional<Replay.Said> said(JsonNode from) {
        if (!from.path("text").isTextual()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        text(from, "thinking").ifPresent(it -> parts.add(new Part.Thinking(it, "")));
        text(from, "text").ifPresent(it -> parts.add(new Part.Text(it)));
        from.path("toolCalls").forEach(call -> parts.add(call(call)));
        Optional<StopReason> stop =
                text(from, "stopReason")
                        .map(word -> StopReason.Kind.valueOf(word.toUpperCase(Locale.ROOT)))
                        .map(kind -> StopReason.of(kind, ""));
        return Optional.of(new Replay.Said(parts, stop));
    }

    private static Part call(JsonNode from) {
        JsonNode input = from.path("input");
        return new Part.ToolCall(
                from.path("id").asText(),
                from.path("name").asText(),
                input.isTextual() ? input.asText() : Json.text(input));
    }

    private static Optional<String> text(JsonNode from, String name) {
        return Optional.ofNullable(from.path(name).textValue());
    }

    private static OptionalInt number(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    private static OptionalLong count(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }
}
