package dev.patchbay.codec;

import dev.patchbay.hub.Dialect;
import dev.patchbay.wire.SseFrame;

import java.util.List;

/// Holds a stream to what the clients of its dialect take for granted.
public final class StreamCheck {
    private StreamCheck() {}

    /// What is wrong with this stream, one line each; empty for a good one.
    public static List<String> faults(Dialect front, List<SseFrame> frames) {
        return switch (front) {
            case ANTHROPIC -> AnthropicStreamCheck.faults(frames);
            case OPENAI -> OpenAiStreamCheck.faults(frames);
            case OCI -> throw new IllegalArgumentException("no client speaks this");
        };
    }

    /// Whether it ends as a whole answer does, and not in an error.
    public static boolean isWhole(List<SseFrame> frames) {
        return !frames.isEmpty()
                && (frames.getLast().event().equals("message_stop")
                        || frames.getLast().data().equals("[DONE]"));
    }
}
