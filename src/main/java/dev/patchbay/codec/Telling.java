package dev.patchbay.codec;

import dev.patchbay.hub.Usage;

/// How an answer is told to a client.
///
/// @param messageId our own id of the message; the upstream's is never passed on
/// @param requestId the exchange's public id, repeated in errors
/// @param model the name that the client asked for, echoed
/// @param thinking how much of the thinking the client gets
/// @param withUsage the client wants the usage in its stream
/// @param estimate our own count, for what the backend does not tell (or not yet)
/// @param created when the answer began, in seconds of the Unix epoch
/// @param contextEdits the client asked for edits of its context, and wants to hear of them
public record Telling(
        String messageId,
        String requestId,
        String model,
        Thinking thinking,
        boolean withUsage,
        Usage estimate,
        long created,
        boolean contextEdits) {

    public enum Thinking {
        SHOWN,
        /// The block with its signature, so that it can come back in the next turn, but without its
        /// text.
        SIGNATURE_ONLY,
        HIDDEN
    }

    /// For dialects that do not tell when an answer began.
    public Telling(
            String messageId,
            String requestId,
            String model,
            Thinking thinking,
            boolean withUsage,
            Usage estimate) {
        this(messageId, requestId, model, thinking, withUsage, estimate, 0);
    }

    public Telling(
            String messageId,
            String requestId,
            String model,
            Thinking thinking,
            boolean withUsage,
            Usage estimate,
            long created) {
        this(messageId, requestId, model, thinking, withUsage, estimate, created, false);
    }

    public Telling withThinking(Thinking other) {
        return new Telling(
                messageId, requestId, model, other, withUsage, estimate, created, contextEdits);
    }

    public Telling withCreated(long seconds) {
        return new Telling(
                messageId, requestId, model, thinking, withUsage, estimate, seconds, contextEdits);
    }

    public Telling withEstimate(Usage other) {
        return new Telling(
                messageId, requestId, model, thinking, withUsage, other, created, contextEdits);
    }

    public Telling withContextEdits(boolean wanted) {
        return new Telling(
                messageId, requestId, model, thinking, withUsage, estimate, created, wanted);
    }
}
