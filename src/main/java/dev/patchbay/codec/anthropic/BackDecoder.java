package dev.patchbay.codec.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.codec.EventDecoder;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.codec.tools.ToolNames;
import dev.patchbay.hub.Block;
import dev.patchbay.hub.Delta;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Opaque;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.SseFrame;

import java.util.function.Consumer;

/// Hears a backend that we asked ourselves: tools have their names back, every client can bear the
/// ids of their calls, and the thinking before a call is kept for the next turn.
final class BackDecoder implements EventDecoder {
    private final EventDecoder decoder;
    private final ToolNames names;
    private final UniqueIds ids;
    private final Thoughts thoughts;

    private boolean thinks;
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();

    BackDecoder(EventDecoder decoder, ToolNames names, UniqueIds ids, Thoughts thoughts) {
        this.decoder = decoder;
        this.names = names;
        this.ids = ids;
        this.thoughts = thoughts;
    }

    @Override
    public void take(SseFrame frame, Consumer<Event> out) {
        decoder.take(frame, event -> out.accept(restored(event)));
    }

    @Override
    public void whole(JsonNode body, Consumer<Event> out) {
        decoder.whole(body, event -> out.accept(restored(event)));
    }

    @Override
    public void end(Consumer<Event> out) {
        decoder.end(out);
    }

    @Override
    public void broken(ProxyError error, Consumer<Event> out) {
        decoder.broken(error, out);
    }

    @Override
    public boolean finished() {
        return decoder.finished();
    }

    @Override
    public boolean complete() {
        return decoder.complete();
    }

    private Event restored(Event event) {
        return switch (event) {
            case Event.BlockOpened(int index, Block.ToolCall(String id, String name)) -> {
                var ours = ids.of(id);
                thoughts.called(ours);
                yield new Event.BlockOpened(index, new Block.ToolCall(ours, names.original(name)));
            }
            case Event.BlockOpened(_, Block block) -> {
                opened(block);
                yield event;
            }
            case Event.BlockGrew(_, Delta delta) -> {
                grew(delta);
                yield event;
            }
            case Event.BlockClosed _ -> {
                closed();
                yield event;
            }
            case Event.Started _, Event.Metered _, Event.Passed _, Event.Ended _, Event.Failed _ ->
                    event;
        };
    }

    private void opened(Block block) {
        thinks = block instanceof Block.Thinking;
        if (block instanceof Block.Unknown(Opaque(_, ObjectNode json))
                && json.path("type").asText("").equals("redacted_thinking")) {
            thoughts.thought(json);
        }
    }

    private void grew(Delta delta) {
        switch (delta) {
            case Delta.Thinking(String text) -> thought.append(text);
            case Delta.Signature(String value) -> signature.append(value);
            case Delta.Text _, Delta.ToolInput _, Delta.Unknown _ -> {}
        }
    }

    private void closed() {
        if (thinks) {
            thoughts.thought(MessageBody.thinking(thought.toString(), signature.toString()));
            thought.setLength(0);
            signature.setLength(0);
            thinks = false;
        }
    }
}
