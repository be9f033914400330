package dev.patchbay.proxy.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.exchange.Timers.Timer;

import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/// One request and its answer, start to end, on one I/O thread:
///
/// ```
///            content came             Ended              client has it all
///  Asking ─────────────────▶ Telling ───────▶ Closing ─────────────────────▶ Over
///    │ ▲                      │ │  │             ▲
///    │ └── next target ◀──────┘ │  └─ Counting ──┤
///    │     (nothing bound yet)  │ failed         │
///    └──────────────────────────┴────────────────┘
/// ```
///
/// While `Asking`, nothing of any backend is meant for the client yet, so a failure may still
/// become a true status or another target's answer. The same holds while `Telling` an answer in one
/// piece. Our own `message_start` and pings, sent after long silence, bind us to nothing. Once a
/// stream has content, a failure is told inside the stream, whether or not that content has left
/// already: what a client sees must not depend on how quick we were.
///
/// From any stage a client that leaves leads straight to `Over`.
final class Exchange implements Pursuit.Host, ClientStream.Listener {
    private final Board board;
    private final Incoming incoming;
    private final ClientStream client;
    private final Runnable onOver;
    private final Chronicle chronicle;
    private final Timers timers;
    private final Steps steps;
    private final StormGuard guard;
    private final Flow flow;
    private final Reception reception;
    private final Pursuit pursuit;

    private Stage stage = new Stage.Asking();

    Exchange(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            XnioIoThread io,
            ClientStream.Opening way,
            Runnable onOver) {
        this.board = board;
        this.incoming = incoming;
        this.onOver = onOver;
        this.chronicle = new Chronicle(board, incoming);
        this.client =
                way.open(this, bytes -> chronicle.record(Recording.Side.CLIENT_ANSWER, bytes));
        this.steps = new Steps(io, () -> stage.ending(), this::lost, this::fail);
        this.timers = new Timers(io, timer -> steps.take(() -> due(timer)));
        this.guard = new StormGuard(incoming, io, steps);
        this.flow = new Flow(io, timers, client, board.pace());
        this.reception = new Reception(board, incoming, codec, steps, guard, chronicle);
        var deliveries = new Deliveries(board, incoming, codec, client, chronicle.tally(), steps);
        this.pursuit =
                new Pursuit(board, incoming, codec, chronicle, steps, io, flow, deliveries, this);
    }

    // ------------------------------------------------------------------ asking

    void begin() {
        steps.take(
                () -> {
                    chronicle.started();
                    chronicle.record(
                            Recording.Side.CLIENT_REQUEST, ByteBuffer.wrap(incoming.bytes()));
                    incoming.betas()
                            .map(betas -> ByteBuffer.wrap(betas.getBytes(UTF_8)))
                            .ifPresent(it -> chronicle.record(Recording.Side.CLIENT_BETAS, it));
                    client.watch();
                    if (incoming.stream()) {
                        timers.set(Timer.PING, board.pace().ping());
                    }
                    reception.admit(pursuit::begin);
                });
    }

    private void lost(Loss loss) {
        // Nothing is lost before it is known where the request goes.
        chronicle.lost(loss, Objects.requireNonNull(pursuit.target()));
    }

    @Override
    public void asking() {
        stage = new Stage.Asking();
    }

    @Override
    public void retried(String reason) {
        chronicle.retried(Objects.requireNonNull(pursuit.target()).backend(), reason);
    }

    // ------------------------------------------------------------------ the answer

    @Override
    public void event(Event event) {
        switch (stage) {
            case Stage.Asking _ -> {
                if (event instanceof Event.Failed(ProxyError error)) {
                    attemptFailed(error);
                    return;
                }
                delivery().hold(event);
                // Until there is content, a failure can still be told with its true status.
                if (!(event instanceof Event.Started || event instanceof Event.Metered)) {
                    stage = new Stage.Telling();
                    tellHeld();
                }
            }
            case Stage.Telling _ -> {
                delivery().hold(event);
                tellHeld();
            }
            case Stage.Counting _, Stage.Closing _, Stage.Over _ -> {}
        }
    }

    @Override
    public void raw(ByteBuffer bytes) {
        chronicle.record(Recording.Side.UPSTREAM_ANSWER, bytes);
    }

    @Override
    public void read() {
        if (!stage.underWay()) {
            return;
        }
        flow.came();
        chronicle.grew();
        flush();
    }

    private void tellHeld() {
        if (!delivery().isReady()) {
            flow.pause();
            return;
        }
        switch (delivery().tellHeld()) {
            case Event.Failed(ProxyError error) -> {
                // What came before the failure is told before it.
                flush();
                attemptFailed(error);
            }
            case Event.Ended end when delivery().isCounted() -> tellEnd(end);
            case Event.Ended end -> {
                stage = new Stage.Counting();
                timers.clear(Timer.IDLE);
                delivery().count(pursuit.prompt(), pursuit.chosen(), () -> tellEnd(end));
            }
            case null -> {}
        }
    }

    @Override
    public void ready() {
        if (stage instanceof Stage.Telling) {
            tellHeld();
            flush();
            if (stage.underWay()) {
                flow.resume();
            }
        }
    }

    private void flush() {
        if (stage.underWay() && delivery().flush()) {
            flow.sent();
        }
    }

    @Override
    public void took(int left) {
        if (left > 0) {
            flow.taking();
        } else if (stage instanceof Stage.Telling) {
            flow.taken();
        }
    }

    // ------------------------------------------------------------------ timers

    private void due(Timer timer) {
        switch (timer) {
            case PING -> {
                if (stage.underWay()) {
                    timers.set(Timer.PING, board.pace().ping());
                    delivery().ping();
                }
            }
            case LATE_USAGE -> flow.settle();
            case REST -> {
                if (stage instanceof Stage.Asking) {
                    pursuit.rested();
                }
            }
            case SLOW_CLIENT -> {
                over(
                        "cancelled",
                        499,
                        Optional.of("The client took nothing of its answer for too long."));
                client.abort();
            }
            case FIRST_BYTE -> late("did not begin to answer in time", isReplaceable());
            case IDLE -> late("stopped answering", isReplaceable());
            // Another target would have no time left.
            case WHOLE -> late("did not finish its answer in time", false);
        }
    }

    // ------------------------------------------------------------------ failures

    private void late(String what, boolean replaceable) {
        if (!stage.ending()) {
            pursuit.late(what, replaceable);
        }
    }

    private void attemptFailed(ProxyError error) {
        if (!stage.ending()) {
            pursuit.failed(error, isReplaceable());
        }
    }

    private boolean isReplaceable() {
        return stage.replaceable(incoming.stream());
    }

    @Override
    public void givenUp(ProxyError error) {
        if (flow.begun()) {
            guard.failed(error);
        }
        fail(error);
    }

    /// Tells the client that its request failed, in whichever way is still possible.
    private void fail(ProxyError error) {
        if (stage.ending()) {
            return;
        }
        flow.cut();
        close(
                new Stage.Closing(
                        flow.begun() ? "failed" : "refused",
                        delivery().status(error),
                        Optional.of(error.message())),
                () -> delivery().fail(error));
    }

    // ------------------------------------------------------------------ ends

    private void tellEnd(Event.Ended end) {
        flow.finish();
        pursuit.answered();
        guard.answered();
        close(new Stage.Closing("ok", 200, Optional.empty()), () -> delivery().end(end));
    }

    /// The client may take its time for the last bytes, but not for ever.
    private void close(Stage.Closing closing, Runnable lastWords) {
        stage = closing;
        timers.clearAll();
        try {
            lastWords.run();
        } catch (RuntimeException e) {
            // Not even the end can be told: then the connection tells it.
            ProxyError error = ProxyError.from(e);
            over("failed", error.status(), Optional.of(error.message()));
            client.abort();
        }
        if (stage instanceof Stage.Closing) {
            timers.set(Timer.SLOW_CLIENT, board.pace().slowClient());
        }
    }

    /// The program is told to stop and this exchange had its time.
    void shutDown() {
        steps.take(() -> fail(Failures.shuttingDown()));
    }

    @Override
    public void done() {
        if (stage instanceof Stage.Closing(String outcome, int status, Optional<String> error)) {
            over(outcome, status, error);
        }
    }

    @Override
    public void gone() {
        if (stage instanceof Stage.Closing(String outcome, int status, Optional<String> error)
                && !outcome.equals("ok")) {
            over(outcome, status, error);
        } else {
            over("cancelled", 499, Optional.empty());
        }
    }

    private void over(String outcome, int status, Optional<String> error) {
        if (stage instanceof Stage.Over) {
            return;
        }
        // An answer that was told whole may still bring its last bytes, for its connection's sake.
        if (!(stage instanceof Stage.Closing)) {
            flow.cut();
        }
        boolean whole = stage instanceof Stage.Closing closing && closing.isOk();
        stage = new Stage.Over();
        timers.stop();
        pursuit.end();
        Runnable last =
                () -> {
                    chronicle.ended(outcome, status, error, pursuit.target());
                    onOver.run();
                };
        if (chronicle.tally().firstTokenMillis().isEmpty()) {
            last.run();
        } else {
            pursuit.settle(whole, last);
        }
    }

    private Delivery delivery() {
        return pursuit.delivery();
    }
}
