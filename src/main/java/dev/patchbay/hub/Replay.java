package dev.patchbay.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A request that was sent again: what came of it then, and what now.
public record Replay(Answer then, Answer now) {
    /// What came of one exchange.
    ///
    /// @param id the exchange's
    /// @param replayOf the exchange that it was itself a replay of
    /// @param alias the alias that led to the backend, where one did
    /// @param status what the client got; absent where Patchbay did not live to see it
    /// @param outcome as the history has it; empty while it is under way
    /// @param said absent where it was not kept
    public record Answer(
            String id,
            Optional<String> replayOf,
            Optional<String> alias,
            Optional<String> backend,
            Optional<String> model,
            OptionalInt status,
            String outcome,
            Optional<String> error,
            Optional<Said> said,
            Usage usage,
            Cost cost,
            OptionalInt firstTokenMillis,
            OptionalInt durationMillis) {

        public Answer withSaid(Optional<Said> other) {
            return new Answer(
                    id,
                    replayOf,
                    alias,
                    backend,
                    model,
                    status,
                    outcome,
                    error,
                    other,
                    usage,
                    cost,
                    firstTokenMillis,
                    durationMillis);
        }

        /// Whom it came from; empty where no backend was asked.
        public Optional<Target> target() {
            return backend.flatMap(where -> model.map(name -> Target.of(where, name)));
        }
    }

    /// What an answer says, as its client was told it.
    ///
    /// @param stop absent where the answer was cut off, or was kept in part only
    public record Said(List<Part> parts, Optional<StopReason> stop) {
        public Said {
            parts = List.copyOf(parts);
        }

        /// The same without what is not to be seen: a backend may repeat its key in a good answer.
        public Said masked(UnaryOperator<String> mask) {
            return new Said(parts.stream().map(part -> masked(part, mask)).toList(), stop);
        }

        private static Part masked(Part part, UnaryOperator<String> mask) {
            return switch (part) {
                case Part.Text(var text) -> new Part.Text(mask.apply(text));
                case Part.Thinking(var text, var signature) ->
                        new Part.Thinking(mask.apply(text), signature);
                case Part.ToolCall(var id, var name, var input) ->
                        new Part.ToolCall(id, name, mask.apply(input));
                case Part.Image _,
                        Part.Document _,
                        Part.ToolResult _,
                        Part.CacheMark _,
                        Part.Unknown _ ->
                        part; // nobody shows these
            };
        }

        public String text() {
            return Part.joined(parts, "");
        }

        public String thinking() {
            return parts.stream()
                    .filter(Part.Thinking.class::isInstance)
                    .map(part -> ((Part.Thinking) part).text())
                    .collect(Collectors.joining());
        }

        public List<Part.ToolCall> calls() {
            return parts.stream()
                    .filter(Part.ToolCall.class::isInstance)
                    .map(Part.ToolCall.class::cast)
                    .toList();
        }
    }
}
