package dev.patchbay.hub;

import java.util.Optional;

/// Why an answer ended: our word, the backend's own word, and what belongs to it (the stop sequence
/// that was met, the explanation of a refusal).
public record StopReason(Kind kind, String raw, Optional<String> detail) {
    public enum Kind {
        END_TURN,
        MAX_TOKENS,
        STOP_SEQUENCE,
        TOOL_USE,
        PAUSE_TURN,
        REFUSAL,
        CONTEXT_FULL,
        UNKNOWN
    }

    public static StopReason of(Kind kind, String raw) {
        return new StopReason(kind, raw, Optional.empty());
    }

    public static StopReason of(Kind kind, String raw, String detail) {
        return new StopReason(kind, raw, Optional.of(detail));
    }
}
