package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.Losses;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.ProxyError.Kind;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Usage;
import dev.patchbay.wire.Json;
import dev.patchbay.wire.SseFrame;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Function;

/// Turns the stream of a Message, or a whole Message, into events.
///
/// The reason to stop is the terminal sign, once no block is open: only the last frame may be
/// missing then. Frames before the `message_start` and after the end say nothing. What is unknown
/// passes on; what breaks the order of blocks, which clients rely on, fails the answer.
final class Decoder implements EventDecoder {
    private enum Stage {
        BEFORE,
        TELLING,
        OVER
    }

    private final String backend;
    private final Function<ObjectNode, ProxyError> errors;
    private final Losses losses;
    private final BlockHearer blocks;
    private Stage stage = Stage.BEFORE;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable StopReason stop;

    /// `errors` reads an error that came in place of the answer, or in the middle of it.
    Decoder(String backend, Function<ObjectNode, ProxyError> errors, Consumer<Loss> losses) {
        this.backend = backend;
        this.errors = errors;
        this.losses = new Losses(losses);
        this.blocks = new BlockHearer(this.losses);
    }

    @Override
    public void take(SseFrame frame, Consumer<Event> out) {
        if (stage == Stage.OVER) {
            return;
        }
        var data = Json.objectOrNull(frame.data());
        if (data == null) {
            losses.slight("an unreadable frame");
            return;
        }
        String type = data.path("type").asText(frame.event());
        switch (type) {
            case "error" -> fail(errors.apply(data), out);
            case "message_start" -> start(data.path("message"), out);
            case "ping" -> {}
            default -> {
                if (stage == Stage.TELLING) {
                    tell(type, data, out);
                }
            }
        }
    }

    @Override
    public void whole(JsonNode body, Consumer<Event> out) {
        if (stage != Stage.BEFORE) {
            return;
        }
        if (body instanceof ObjectNode told && isError(told)) {
            fail(errors.apply(told), out);
        } else if (!body.path("content").isArray()) {
            fail(ProxyError.of(Kind.GARBLED, backend + " answered with no message."), out);
        } else {
            start(body, out);
            for (JsonNode block : body.path("content")) {
                blocks.open(block, -1, out);
                blocks.close(out);
            }
            stop = StopWords.read(body);
            finish(out);
        }
    }

    private static boolean isError(ObjectNode body) {
        return body.path("type").asText("").equals("error") || body.path("error").isObject();
    }

    @Override
    public void end(Consumer<Event> out) {
        broken(ProxyError.of(Kind.TRUNCATED, backend + " closed the stream before its end."), out);
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        if (stage == Stage.OVER) {
            return;
        }
        if (complete()) {
            finish(out);
        } else {
            fail(error, out);
        }
    }

    @Override
    public boolean finished() {
        return stage == Stage.OVER;
    }

    @Override
    public boolean complete() {
        return stage == Stage.OVER || (stop != null && !blocks.isOpen());
    }

    private void start(JsonNode message, Consumer<Event> out) {
        if (stage != Stage.BEFORE) {
            losses.slight("a second message_start");
            return;
        }
        stage = Stage.TELLING;
        out.accept(
                new Event.Started(message.path("id").asText(""), message.path("model").asText("")));
        meter(message.path("usage"), out);
    }

    private void tell(String type, ObjectNode data, Consumer<Event> out) {
        switch (type) {
            case "content_block_start" -> {
                blocks.close(out);
                blocks.open(data.path("content_block"), data.path("index").asInt(-1), out);
            }
            case "content_block_delta" -> grow(data, out);
            case "content_block_stop" -> {
                if (blocks.isOpen()) {
                    blocks.close(out);
                } else {
                    losses.slight("a content_block_stop without a block");
                }
            }
            case "message_delta" -> {
                meter(data.path("usage"), out);
                if (data.path("delta").path("stop_reason").isTextual()) {
                    stop = StopWords.read(data.path("delta"));
                }
            }
            case "message_stop" -> {
                blocks.close(out);
                finish(out);
            }
            default -> out.accept(new Event.Passed(new Opaque(Dialect.ANTHROPIC, data)));
        }
    }

    private void grow(ObjectNode data, Consumer<Event> out) {
        if (!blocks.grow(data.path("delta"), data.path("index").asInt(-1), out)) {
            fail(
                    ProxyError.of(
                            Kind.GARBLED,
                            backend + " sent a piece of a block that it had not opened."),
                    out);
        }
    }

    /// Numbers are totals; those that are not repeated stay.
    private void meter(JsonNode told, Consumer<Event> out) {
        var merged = UsageBody.read(told).over(usage);
        if (!merged.equals(usage)) {
            usage = merged;
            out.accept(new Event.Metered(usage));
        }
    }

    private void finish(Consumer<Event> out) {
        stage = Stage.OVER;
        out.accept(
                new Event.Ended(stop != null ? stop : StopReason.of(StopReason.Kind.UNKNOWN, "")));
    }

    private void fail(ProxyError error, Consumer<Event> out) {
        stage = Stage.OVER;
        out.accept(new Event.Failed(error));
    }
}
