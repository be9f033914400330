package dev.patchbay.codec;

/// A request that passes to a backend of its own dialect as it came, but for what must change.
///
/// @param edit what must change in the answer
public record Passing(byte[] body, AnswerEdit edit) {
    public Passing(byte[] body) {
        this(body, AnswerEdit.NONE);
    }
}
