package dev.patchbay.codec.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.SseFrame;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// Hears an answer whose dialect tells it in JSON objects: a stream of them as data, or one for the
/// whole answer. What the objects say is the dialect's own affair.
public final class ChatDecoder implements EventDecoder {
    private static final int TOO_MANY_BAD_LINES = 3;

    /// What the objects of one dialect say. It drives the course of the answer.
    public interface Reader {
        /// One object of a stream.
        void piece(ObjectNode told, Consumer<Event> out);

        /// The text that this object of a stream says, if it says text and nothing else, and if an
        /// object like it with other text would do the same; or null.
        default @Nullable String onlyText(ObjectNode told) {
            return null;
        }

        /// The answer as one object.
        void whole(ObjectNode told, Consumer<Event> out);

        /// Whether frames with this name of their event tell an error.
        boolean tellsError(String event);

        /// The error that is told by this text, mostly JSON.
        ProxyError error(String text);
    }

    private final String backend;
    private final Course course;
    private final Reader reader;
    private final DataLines lines;
    private final Refrain refrain = new Refrain();

    /// `backend` is the name that people gave it, for messages.
    public ChatDecoder(String backend, Course course, Reader reader, Consumer<Loss> losses) {
        this.backend = backend;
        this.course = course;
        this.reader = reader;
        this.lines = new DataLines(losses);
    }

    @Override
    public void take(SseFrame frame, Consumer<Event> out) {
        course.step(out, () -> data(frame, out));
    }

    private void data(SseFrame frame, Consumer<Event> out) {
        if (reader.tellsError(frame.event())) {
            course.fail(reader.error(frame.data()), out);
            return;
        }
        String text = refrain.text(frame.data());
        if (text != null) {
            lines.readOne();
            course.text(text, out);
            return;
        }
        lines.take(frame.data(), finds(frame.data(), out));
        if (lines.bad() >= TOO_MANY_BAD_LINES) {
            course.broken(unreadable(), out);
        }
    }

    @Override
    public void whole(JsonNode body, Consumer<Event> out) {
        course.step(
                out,
                () -> {
                    if (body instanceof ObjectNode object) {
                        reader.whole(object, out);
                    } else {
                        lines.value(body, finds("", out));
                    }
                });
    }

    @Override
    public void end(Consumer<Event> out) {
        course.step(
                out,
                () -> {
                    if (course.isSilent() && lines.bad() > 0) {
                        throw unreadable();
                    }
                    course.end(out);
                });
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        course.step(out, () -> course.broken(error, out));
    }

    @Override
    public boolean finished() {
        return course.isOver();
    }

    @Override
    public boolean complete() {
        return course.isClosing();
    }

    private DataLines.Finds finds(String data, Consumer<Event> out) {
        return new DataLines.Finds() {
            @Override
            public void object(ObjectNode told) {
                reader.piece(told, out);
                learn(data, told);
            }

            @Override
            public void done() {
                course.done(out);
            }

            @Override
            public boolean isOver() {
                return course.isOver();
            }
        };
    }

    /// Several objects in one frame are not one that comes again.
    private void learn(String data, ObjectNode told) {
        String text = data.startsWith("{") && data.indexOf('\n') < 0 ? reader.onlyText(told) : null;
        if (text != null) {
            refrain.learn(data, text);
        }
    }

    private ProxyError unreadable() {
        return ProxyError.of(
                ProxyError.Kind.GARBLED, backend + " sent a stream that cannot be read.");
    }
}
