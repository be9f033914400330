package dev.patchbay.codec.chat;

import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.StopReason.Kind;

import java.util.Locale;
import java.util.Optional;

/// What a backend's finish reason means.
public record Finish(String raw, Meaning meaning) {
    public enum Meaning {
        STOPPED,
        CALLS,
        LENGTH,
        CONTEXT_FULL,
        REFUSED,
        FAILED,
        UNKNOWN
    }

    /// The answer came to its end without giving a reason.
    public static final Finish NONE = new Finish("", Meaning.STOPPED);

    public static Finish of(String raw) {
        var meaning =
                switch (raw.strip().toLowerCase(Locale.ROOT)) {
                    case "stop",
                            "end_turn",
                            "stop_sequence",
                            "eos",
                            "eos_token",
                            "complete",
                            "completed",
                            "end" ->
                            Meaning.STOPPED;
                    case "tool_calls", "function_call", "tool_use", "tool_call" -> Meaning.CALLS;
                    case "length", "max_tokens", "max_output_tokens" -> Meaning.LENGTH;
                    case "model_length", "context_length_exceeded", "error_limit" ->
                            Meaning.CONTEXT_FULL;
                    case "content_filter", "error_toxic", "safety", "recitation", "sensitive" ->
                            Meaning.REFUSED;
                    case "error",
                            "user_cancel",
                            "insufficient_system_resource",
                            "abort",
                            "network_error" ->
                            Meaning.FAILED;
                    default -> Meaning.UNKNOWN;
                };
        return new Finish(raw, meaning);
    }

    /// The hub's word for it. `stopSequence` is the one that was met, if the backend named it.
    public StopReason reason(boolean calls, Optional<String> stopSequence) {
        return switch (meaning) {
            case LENGTH -> StopReason.of(Kind.MAX_TOKENS, raw);
            case CONTEXT_FULL -> StopReason.of(Kind.CONTEXT_FULL, raw);
            case REFUSED -> StopReason.of(Kind.REFUSAL, raw);
            case STOPPED, CALLS, FAILED, UNKNOWN -> {
                if (calls) {
                    yield StopReason.of(Kind.TOOL_USE, raw);
                }
                yield stopSequence
                        .map(met -> StopReason.of(Kind.STOP_SEQUENCE, raw, met))
                        .orElse(StopReason.of(Kind.END_TURN, raw));
            }
        };
    }

    /// What a failure says of itself, where nothing else explains it.
    public String failure() {
        return "The answer ended with the finish reason '%s'.".formatted(raw);
    }

    /// Whether the answer may have been cut off in the middle of something.
    public boolean cutsOff() {
        return switch (meaning) {
            case LENGTH, CONTEXT_FULL, REFUSED -> true;
            case STOPPED, CALLS, FAILED, UNKNOWN -> false;
        };
    }
}
