package dev.patchbay.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request, free of any dialect. What a dialect says that has no place here waits in `extras` for
/// the same dialect.
public record Prompt(
        String alias,
        List<Part> system,
        List<Turn> turns,
        List<Tool> tools,
        ToolChoice choice,
        Sampling sampling,
        Reasoning reasoning,
        OutputFormat format,
        boolean stream,
        Map<Dialect, ObjectNode> extras) {

    public Prompt {
        system = List.copyOf(system);
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
        extras = Map.copyOf(extras);
    }

    /// What is known of a request that nobody here could read.
    public static Prompt unread(String alias, boolean stream) {
        return new Prompt(
                alias,
                List.of(),
                List.of(),
                List.of(),
                ToolChoice.UNSAID,
                Sampling.UNSAID,
                Reasoning.UNSAID,
                new OutputFormat.Free(),
                stream,
                Map.of());
    }

    public Prompt withTurns(List<Turn> other) {
        return new Prompt(
                alias, system, other, tools, choice, sampling, reasoning, format, stream, extras);
    }

    public Prompt withSystem(List<Part> other) {
        return new Prompt(
                alias, other, turns, tools, choice, sampling, reasoning, format, stream, extras);
    }

    public Prompt withTools(List<Tool> other) {
        return new Prompt(
                alias, system, turns, other, choice, sampling, reasoning, format, stream, extras);
    }

    public Prompt withSampling(Sampling other) {
        return new Prompt(
                alias, system, turns, tools, choice, other, reasoning, format, stream, extras);
    }

    public Prompt withReasoning(Reasoning other) {
        return new Prompt(
                alias, system, turns, tools, choice, sampling, other, format, stream, extras);
    }

    /// A search that was asked for in this dialect, as it was asked.
    public Optional<JsonNode> search(Dialect dialect) {
        for (Tool tool : tools) {
            if (tool instanceof Tool.WebSearch(String _, Opaque definition)
                    && definition.dialect() == dialect) {
                return Optional.of(definition.json());
            }
        }
        return Optional.empty();
    }

    public List<Tool.Function> functions() {
        return tools.isEmpty()
                ? List.of()
                : tools.stream()
                        .filter(Tool.Function.class::isInstance)
                        .map(Tool.Function.class::cast)
                        .toList();
    }
}
