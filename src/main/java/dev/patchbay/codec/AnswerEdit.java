package dev.patchbay.codec;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// A change to the bytes of a relayed answer. Bytes may be cut anywhere; what may belong to a
/// change that cannot be decided yet is held back.
public interface AnswerEdit {
    /// Takes what one read brought. The buffers that `out` is given are parts of it, or stay as
    /// they are.
    void feed(ByteBuffer read, Consumer<ByteBuffer> out);

    boolean holdsBack();

    /// The answer is over; what was held back goes out, and nothing is held from here on.
    void end(Consumer<ByteBuffer> out);

    /// Both, one after the other.
    default AnswerEdit then(AnswerEdit next) {
        AnswerEdit first = this;
        return new AnswerEdit() {
            @Override
            public void feed(ByteBuffer read, Consumer<ByteBuffer> out) {
                first.feed(read, part -> next.feed(part, out));
            }

            @Override
            public boolean holdsBack() {
                return first.holdsBack() || next.holdsBack();
            }

            @Override
            public void end(Consumer<ByteBuffer> out) {
                first.end(part -> next.feed(part, out));
                next.end(out);
            }
        };
    }

    /// No change.
    AnswerEdit NONE =
            new AnswerEdit() {
                @Override
                public void feed(ByteBuffer read, Consumer<ByteBuffer> out) {
                    out.accept(read);
                }

                @Override
                public boolean holdsBack() {
                    return false;
                }

                @Override
                public void end(Consumer<ByteBuffer> out) {}

                @Override
                public AnswerEdit then(AnswerEdit next) {
                    return next;
                }
            };
}
