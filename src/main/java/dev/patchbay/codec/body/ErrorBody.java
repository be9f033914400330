package dev.patchbay.codec.body;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;

/// The body of an answer with an error status: kept until its end, or until it is long enough for
/// any explanation.
final class ErrorBody implements AnswerBody {
    private static final int LONGEST = 1 << 20;

    private final Function<String, ProxyError> reading;
    private final Consumer<Loss> losses;
    private final ByteHeap bytes = new ByteHeap();

    ErrorBody(Function<String, ProxyError> reading, Consumer<Loss> losses) {
        this.reading = reading;
        this.losses = losses;
    }

    @Override
    public void take(ByteBuffer read, Consumer<Event> out) {
        bytes.add(read, Math.min(read.remaining(), LONGEST - bytes.length()));
        if (read.hasRemaining()) {
            losses.accept(Loss.slight("the rest of an error body of more than 1 MB"));
            throw reading.apply(bytes.text());
        }
    }

    @Override
    public void end(Consumer<Event> out) {
        throw reading.apply(bytes.text());
    }

    // The status has said that this failed; how its explanation was cut short adds nothing.
    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        throw reading.apply(bytes.text());
    }
}
