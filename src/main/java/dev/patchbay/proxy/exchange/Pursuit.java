package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.routing.Route;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/// Asks the targets of a route, one after another and each as often as that is worth while, until
/// there is an answer that can be told.
final class Pursuit {
    /// Whom the answer is for.
    interface Host extends Attempt.Listener {
        /// A target is about to be asked: nothing of its answer is here.
        void asking();

        /// What was waited for before anything could be told is here.
        void ready();

        /// No target is left that could do better.
        void givenUp(ProxyError error);
    }

    private final Board board;
    private final Incoming incoming;
    private final Codec.Front codec;
    private final Chronicle chronicle;
    private final Steps steps;
    private final Executor io;
    private final Flow flow;
    private final Deliveries deliveries;
    private final Host host;

    private Delivery delivery;
    private @Nullable Reading reading;
    private @Nullable Chain chain;
    private @Nullable Asking asked;

    Pursuit(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            Chronicle chronicle,
            Steps steps,
            Executor io,
            Flow flow,
            Deliveries deliveries,
            Host host) {
        this.board = board;
        this.incoming = incoming;
        this.codec = codec;
        this.chronicle = chronicle;
        this.steps = steps;
        this.io = io;
        this.flow = flow;
        this.deliveries = deliveries;
        this.host = host;
        this.delivery = deliveries.translated();
    }

    /// The way of the answer that is expected at present.
    Delivery delivery() {
        return delivery;
    }

    Prompt prompt() {
        return reading().prompt();
    }

    /// The last that was asked, or is about to be, where there is a route.
    Target chosen() {
        return chain().target();
    }

    /// The last that was asked, or is about to be; absent before there is a route.
    @Nullable Target target() {
        return chain == null ? null : chain.target();
    }

    // ------------------------------------------------------------------ asking

    void begin(Reading read, Route route) {
        reading = read;
        chain = new Chain(board, incoming, chronicle, route);
        if (prompt().sampling().maxTokens().orElse(1) == 0) {
            warmOnly();
        } else {
            chain().next();
            ask();
        }
    }

    private void ask() {
        host.asking();
        delivery = deliveries.translated();
        boolean begun = delivery.begun();
        Target target = chain().target();
        steps.losing(
                Preparation.isSlow(board, prompt(), incoming.bytes().length, target),
                losses ->
                        new Preparation(
                                        board,
                                        incoming,
                                        codec,
                                        chain().route(),
                                        reading(),
                                        target,
                                        losses)
                                .made(begun, deliveries::relayed),
                this::send,
                this::notMade);
    }

    private void send(Asking ready) {
        if (ready.relayed().isPresent() && delivery.begun()) {
            // A sign of life went out meanwhile: a backend's own bytes no longer fit behind it.
            ask();
            return;
        }
        asked = ready;
        delivery = ready.relayed().<Delivery>map(way -> way).orElse(deliveries.translated());
        chronicle.routed(ready.target(), ready.lane(), chain().reason());
        chronicle.record(Recording.Side.UPSTREAM_REQUEST, ByteBuffer.wrap(ready.outgoing().body()));
        flow.open(ready, incoming.stream(), host);
        delivery.prepare(prompt(), chosen(), host::ready);
    }

    /// `max_tokens: 0` only warms a cache, which no other vendor's backend can be asked for.
    private void warmOnly() {
        delivery.prepare(prompt(), chosen(), host::ready);
        steps.away(
                () -> Estimates.prompt(board, prompt(), chosen()),
                usage -> {
                    host.event(new Event.Started("", chosen().model()));
                    host.event(new Event.Metered(usage.withOutput(0)));
                    host.event(
                            new Event.Ended(
                                    StopReason.of(StopReason.Kind.MAX_TOKENS, "max_tokens")));
                });
    }

    // ------------------------------------------------------------------ how it went

    void answered() {
        chain().answered();
    }

    /// @param replaceable whether another answer may still take the place of this one
    void failed(ProxyError failure, boolean replaceable) {
        // Backends like to repeat the key that they refuse.
        ProxyError told = failure.withMessage(board.secrets().mask(failure.message()));
        ProxyError error = Failures.naming(chosen().model(), told);
        flow.cut();
        if (replaceable) {
            recover(asked, error);
        } else {
            giveUp(error);
        }
    }

    void late(String what, boolean replaceable) {
        String backend = Objects.requireNonNull(asked).service().name();
        failed(Failures.late(backend, what), replaceable);
    }

    private void notMade(ProxyError error) {
        chain().leave();
        recover(null, error);
    }

    /// @param made absent where the request could not even be prepared
    private void recover(@Nullable Asking made, ProxyError error) {
        switch (chain().after(error, made)) {
            case Recovery.Way.Again(Duration rest, String reason) -> {
                retry(reason);
                if (rest.isZero()) {
                    ask();
                } else {
                    host.asking();
                    delivery = deliveries.translated();
                    flow.rest(rest);
                }
            }
            case Recovery.Way.Instead(Target other, String reason) -> {
                retry(reason);
                chain().instead(other, reason);
                ask();
            }
            case Recovery.Way.Onward _ when chain().onward(error) -> {
                delivery.forget();
                ask();
            }
            case Recovery.Way.Onward _, Recovery.Way.Tell _ -> giveUp(error);
        }
    }

    private void retry(String reason) {
        delivery.forget();
        host.retried(reason);
    }

    /// The wait that a backend asked for is over.
    void rested() {
        ask();
    }

    private void giveUp(ProxyError error) {
        chain().failed(error);
        host.givenUp(error);
    }

    /// The exchange is over. What was not found out by now will not be known.
    void end() {
        if (chain != null) {
            chain.leave();
        }
    }

    /// What was told of a whole answer is compared with our own count; what came of one that was
    /// cut off was paid for, too, but nobody tells how much that was.
    ///
    /// @param whole whether the answer came to its end
    void settle(boolean whole, Runnable settled) {
        Tally tally = chronicle.tally();
        if (whole) {
            settled.run();
            Estimates.learn(board, prompt(), chosen(), tally.usage(), io);
        } else {
            Estimates.cutOff(
                    board,
                    prompt(),
                    chosen(),
                    tally,
                    io,
                    usage -> {
                        tally.meter(usage);
                        settled.run();
                    });
        }
    }

    private Reading reading() {
        return Objects.requireNonNull(reading);
    }

    private Chain chain() {
        return Objects.requireNonNull(chain);
    }
}
