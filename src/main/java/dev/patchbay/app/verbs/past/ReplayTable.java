package dev.patchbay.app.verbs.past;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Dollars;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Target;
import dev.patchbay.wire.Json;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Both answers of a replay for people: what they are in figures, and what they say.
final class ReplayTable {
    private static final int USUAL_WIDTH = 100;
    private static final int NARROWEST = 60;
    private static final int WIDEST = 240;
    private static final int NAME = 14;
    private static final String UNKNOWN = "–";

    private final Replay replay;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private ReplayTable(Replay replay, int width) {
        this.replay = replay;
        this.width = width;
    }

    /// As wide as the terminal, where it tells.
    static String of(Replay replay, Map<String, String> environment) {
        return new ReplayTable(replay, width(environment.getOrDefault("COLUMNS", ""))).text();
    }

    private static int width(String said) {
        int columns = said.matches("\\d{1,4}") ? Integer.parseInt(said) : USUAL_WIDTH;
        return Math.clamp(columns, NARROWEST, WIDEST);
    }

    private String text() {
        put("%s was sent again as %s.".formatted(replay.then().id(), replay.now().id()));
        put("");
        figures();
        said("text", Replay.Said::text, "(was not kept)");
        said("thinking", Replay.Said::thinking, "");
        said("tool calls", ReplayTable::calls, "");
        return text.toString();
    }

    private static SideBySide columns(int room) {
        return new SideBySide((room - SideBySide.MARK) / 2);
    }

    private void put(String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }

    // ------------------------------------------------------------------ figures

    private void figures() {
        row("", "then", "now");
        row("target", it -> it.target().map(Target::toString).orElse("none"));
        row("alias", it -> it.alias().orElse(UNKNOWN));
        row("status", ReplayTable::status);
        row("stop", ReplayTable::stop);
        row("input", it -> tokens(it, it.usage().input()));
        row("cache read", it -> tokens(it, it.usage().cacheRead()));
        row("cache write", it -> tokens(it, it.usage().cacheWrite()));
        row("output", it -> tokens(it, it.usage().output()));
        row("thinking", it -> tokens(it, it.usage().thinking()));
        row("cost", ReplayTable::cost);
        row("first token", it -> millis(it.firstTokenMillis()));
        row("whole time", it -> millis(it.durationMillis()));
        row("error", it -> it.error().orElse(UNKNOWN));
    }

    /// What is known of neither is left out.
    private void row(String name, Function<Replay.Answer, String> value) {
        String then = value.apply(replay.then());
        String now = value.apply(replay.now());
        if (!then.equals(UNKNOWN) || !now.equals(UNKNOWN)) {
            row(name, then, now);
        }
    }

    private void row(String name, String then, String now) {
        var columns = columns(width - NAME);
        String label = name;
        for (String line : columns.cells(then, now)) {
            put(("%-" + NAME + "s%s").formatted(label, line));
            label = "";
        }
    }

    private static String status(Replay.Answer answer) {
        String outcome = answer.outcome().isEmpty() ? "under way" : answer.outcome();
        return answer.status().isPresent()
                ? "%d, %s".formatted(answer.status().getAsInt(), outcome)
                : outcome;
    }

    private static String stop(Replay.Answer answer) {
        return answer.said()
                .flatMap(Replay.Said::stop)
                .map(stop -> stop.kind().name().toLowerCase(Locale.ROOT))
                .orElse(UNKNOWN);
    }

    private static String tokens(Replay.Answer answer, OptionalLong tokens) {
        return tokens.isPresent()
                ? about(answer) + String.format(Locale.ROOT, "%,d", tokens.getAsLong())
                : UNKNOWN;
    }

    private static String cost(Replay.Answer answer) {
        OptionalLong nano = answer.cost().nanoUsd();
        return nano.isPresent() ? about(answer) + Dollars.of(nano.getAsLong()) : "no price";
    }

    private static String about(Replay.Answer answer) {
        return answer.usage().estimated() ? "~" : "";
    }

    private static String millis(OptionalInt millis) {
        return millis.isPresent()
                ? String.format(Locale.ROOT, "%,d ms", millis.getAsInt())
                : UNKNOWN;
    }

    // ------------------------------------------------------------------ what they say

    /// @param otherwise stands where it is not known what was said
    private void said(String what, Function<Replay.Said, String> part, String otherwise) {
        String then = replay.then().said().map(part).orElse(otherwise);
        String now = replay.now().said().map(part).orElse(otherwise);
        if (!then.isBlank() || !now.isBlank()) {
            put("");
            put("── " + what);
            columns(width).lines(then, now).forEach(this::put);
        }
    }

    private static String calls(Replay.Said said) {
        return said.calls().stream().map(ReplayTable::call).collect(Collectors.joining("\n"));
    }

    private static String call(Part.ToolCall call) {
        Optional<ObjectNode> input =
                Optional.ofNullable(Json.objectOrNull(call.inputOrEmptyObject()));
        return call.name() + " " + input.map(ObjectNode::toPrettyString).orElse(call.input());
    }
}
