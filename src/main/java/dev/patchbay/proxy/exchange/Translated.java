package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.Codec;
import dev.patchbay.codec.Telling;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Reasoning;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Usage;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Ids;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.client.Teller;
import dev.patchbay.wire.Headers;
import dev.patchbay.wire.SseWriter;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// An answer told anew in the client's dialect. A stream's first frame holds an estimate of its
/// input, so events are held here until that was made; and its last one holds the tokens, so the
/// end waits until those are estimated that no backend counted.
final class Translated implements Delivery {
    private final Board board;
    private final Incoming incoming;
    private final Codec.Front codec;
    private final ClientStream client;
    private final Tally tally;
    private final Steps steps;
    private final Teller.Refusal refusal;
    private final Deque<Event> held = new ArrayDeque<>();

    private @Nullable Teller teller;
    private boolean estimating;

    Translated(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            ClientStream client,
            Tally tally,
            Steps steps) {
        this.board = board;
        this.incoming = incoming;
        this.codec = codec;
        this.client = client;
        this.tally = tally;
        this.steps = steps;
        this.refusal = new Teller.Refusal(codec, incoming.id());
    }

    @Override
    public void prepare(Prompt prompt, Target target, Runnable ready) {
        if (!incoming.stream()) {
            teller = new Teller.Whole(client, codec.encoder(telling(prompt)), refusal);
        } else if (!estimating) {
            estimating = true;
            steps.away(
                    () -> Estimates.prompt(board, prompt, target),
                    estimate -> {
                        var encoder = codec.encoder(telling(prompt).withEstimate(estimate));
                        teller = new Teller.Streaming(client, encoder, refusal);
                        ready.run();
                    });
        }
    }

    @Override
    public boolean isReady() {
        return teller != null;
    }

    private Telling telling(Prompt prompt) {
        return codec.telling(incoming.json(), Ids.random(), incoming.id())
                .withThinking(shown(prompt.reasoning()))
                .withCreated(board.clock().instant().getEpochSecond());
    }

    private static Telling.Thinking shown(Reasoning reasoning) {
        if (reasoning.mode() == Reasoning.Mode.OFF) {
            return Telling.Thinking.HIDDEN;
        }
        return reasoning.hidden() ? Telling.Thinking.SIGNATURE_ONLY : Telling.Thinking.SHOWN;
    }

    @Override
    public void hold(Event event) {
        tally.see(event);
        held.add(event);
    }

    @Override
    public void forget() {
        held.clear();
        tally.restart();
    }

    @Override
    public Event.@Nullable Last tellHeld() {
        for (Event event = held.poll(); event != null; event = held.poll()) {
            if (event instanceof Event.Last last) {
                return last;
            }
            teller().tell(event);
        }
        return null;
    }

    @Override
    public boolean isCounted() {
        return tally.usage().prompt().isPresent() && tally.usage().output().isPresent();
    }

    @Override
    public void count(Prompt prompt, Target target, Runnable counted) {
        Usage told = tally.usage();
        String output = tally.output();
        steps.away(
                () -> Estimates.complete(told, board, prompt, target, output),
                usage -> {
                    tally.meter(usage);
                    teller().tell(new Event.Metered(usage));
                    counted.run();
                });
    }

    @Override
    public void end(Event.Ended end) {
        teller().tell(end);
    }

    @Override
    public boolean flush() {
        return teller != null && teller.flush();
    }

    @Override
    public void ping() {
        if (teller != null) {
            // Only our own greeting; the backend's may still come from another target.
            teller.tell(new Event.Started("", ""));
            teller.ping();
        }
    }

    @Override
    public boolean begun() {
        return teller != null && teller.begun();
    }

    @Override
    public int status(ProxyError error) {
        return begun() ? 200 : codec.status(error);
    }

    @Override
    public void fail(ProxyError error) {
        if (teller != null) {
            teller.fail(error);
        } else {
            refusal.send(client, error);
        }
    }

    private Teller teller() {
        return Objects.requireNonNull(teller);
    }

    /// A backend's header lines, with our own id of the request where it has none.
    Headers named(Headers theirs) {
        String name = codec.requestIdHeader();
        return theirs.first(name).isPresent() ? theirs : theirs.with(name, incoming.id());
    }

    /// This error as a frame of the client's dialect.
    ByteBuffer frame(ProxyError error) {
        var frames = new SseWriter();
        codec.encoder(codec.telling(incoming.json(), "", incoming.id()))
                .put(new Event.Failed(error), frames);
        return frames.take();
    }
}
