package dev.patchbay.proxy;

import dev.patchbay.codec.AnswerEdit;
import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.StopReason;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.Timers.Timer;

import io.undertow.server.HttpServerExchange;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

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
final class Exchange implements Attempt.Listener, ClientStream.Listener {
    /// Bodies above this are read and written away from the I/O thread, where other streams would
    /// wait for it.
    static final int LARGE = 128 * 1024;

    private final Board board;
    private final Incoming incoming;
    private final Codec.Front codec;
    private final XnioIoThread io;
    private final ClientStream client;
    private final Runnable onOver;
    private final Chronicle chronicle;
    private final Tally tally;
    private final Timers timers;
    private final Steps steps;
    private final Translated translated;
    private final Flow flow;
    private final Recovery recovery;

    private Delivery delivery;
    private Stage stage = new Stage.Asking(0);
    private @Nullable Route route;
    private @Nullable Prompt prompt;
    private @Nullable Target target;
    private @Nullable Asking asking;

    Exchange(
            Board board,
            Incoming incoming,
            Codec.Front codec,
            HttpServerExchange http,
            Runnable onOver) {
        this.board = board;
        this.incoming = incoming;
        this.codec = codec;
        this.io = http.getIoThread();
        this.onOver = onOver;
        this.chronicle = new Chronicle(board.journal(), board.recording(), incoming);
        this.tally = chronicle.tally();
        this.client =
                new ClientStream(
                        http, this, bytes -> chronicle.record(Recording.Side.CLIENT_ANSWER, bytes));
        this.steps = new Steps(io, () -> stage.ending(), this::fail);
        this.timers = new Timers(io, timer -> steps.take(() -> due(timer)));
        this.translated = new Translated(board, incoming, codec, client, tally, steps);
        this.delivery = translated;
        this.flow = new Flow(timers, client, board.pace());
        this.recovery = new Recovery(board.catalogues());
    }

    // ------------------------------------------------------------------ asking

    void begin() {
        steps.take(
                () -> {
                    chronicle.started(board.profile());
                    chronicle.record(
                            Recording.Side.CLIENT_REQUEST, ByteBuffer.wrap(incoming.bytes()));
                    client.watch();
                    if (incoming.stream()) {
                        timers.set(Timer.PING, board.pace().ping());
                    }
                    prepare(
                            incoming.bytes().length > LARGE,
                            losses -> codec.read(incoming.json(), losses),
                            this::understood,
                            this::fail);
                });
    }

    private void understood(Prompt read) {
        int bytes = incoming.bytes().length;
        steps.away(
                Gatekeeper.isSlow(board, read, bytes),
                () -> Gatekeeper.admit(board, incoming.asked(), read, bytes),
                admitted -> admitted(read, admitted),
                this::fail);
    }

    private void admitted(Prompt read, Gatekeeper.Admitted admitted) {
        admitted.warning().ifPresent(chronicle::warned);
        route = admitted.route();
        prompt = routed().thinking() ? Reasoned.on(read) : read;
        if (read.sampling().maxTokens().orElse(1) == 0) {
            warmOnly();
        } else {
            ask(0);
        }
    }

    private void ask(int index) {
        stage = new Stage.Asking(index);
        target = routed().targets().get(index);
        boolean begun = delivery.begun();
        prepare(
                Preparation.isSlow(board, understood(), incoming.bytes().length, chosen()),
                losses ->
                        new Preparation(
                                        board,
                                        incoming,
                                        codec,
                                        routed(),
                                        understood(),
                                        chosen(),
                                        losses)
                                .made(begun, this::relay),
                this::send,
                error -> recover(index, null, error));
    }

    private <T> void prepare(
            boolean slow,
            Function<Consumer<Loss>, T> work,
            Consumer<T> then,
            Consumer<ProxyError> otherwise) {
        var losses = new Losses(loss -> chronicle.lost(loss, target));
        steps.away(
                slow,
                () -> work.apply(losses),
                value -> {
                    losses.arrive();
                    then.accept(value);
                },
                error -> {
                    losses.arrive();
                    otherwise.accept(error);
                });
    }

    private Relayed relay(AnswerEdit edit) {
        return new Relayed(board, incoming, client, tally, steps, translated, edit);
    }

    private void send(Asking ready) {
        asking = ready;
        delivery = ready.relayed().<Delivery>map(Function.identity()).orElse(translated);
        chronicle.routed(ready.target(), ready.lane(), routed().reason());
        chronicle.record(Recording.Side.UPSTREAM_REQUEST, ByteBuffer.wrap(ready.outgoing().body()));
        var next = new Attempt(io, ready.feed(), this);
        flow.begin(next, ready.service().settings().timeouts(), incoming.stream());
        next.open(ready.service().backend().open(io, ready.outgoing(), next));
        delivery.prepare(understood(), chosen().model(), this::resumeTelling);
    }

    /// `max_tokens: 0` only warms a cache, which no other vendor's backend can be asked for.
    private void warmOnly() {
        target = routed().targets().getFirst();
        stage = new Stage.Telling(0);
        delivery.prepare(understood(), chosen().model(), this::resumeTelling);
        steps.away(
                () -> Estimates.prompt(board, understood(), chosen().model()),
                usage -> {
                    event(new Event.Started("", chosen().model()));
                    event(new Event.Metered(usage.withOutput(0)));
                    event(new Event.Ended(StopReason.of(StopReason.Kind.MAX_TOKENS, "max_tokens")));
                });
    }

    // ------------------------------------------------------------------ the answer

    @Override
    public void event(Event event) {
        switch (stage) {
            case Stage.Asking(int index) -> {
                if (event instanceof Event.Failed(ProxyError error)) {
                    attemptFailed(error);
                    return;
                }
                delivery.hold(event);
                // Until there is content, a failure can still be told with its true status.
                if (!(event instanceof Event.Started || event instanceof Event.Metered)) {
                    stage = new Stage.Telling(index);
                    tellHeld();
                }
            }
            case Stage.Telling _ -> {
                delivery.hold(event);
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
        flush();
    }

    private void tellHeld() {
        if (!delivery.isReady()) {
            flow.pause();
            return;
        }
        switch (delivery.tellHeld()) {
            case Event.Failed(ProxyError error) -> {
                // What came before the failure is told before it.
                flush();
                attemptFailed(error);
            }
            case Event.Ended end when delivery.isCounted() -> tellEnd(end);
            case Event.Ended end -> {
                stage = new Stage.Counting();
                timers.clear(Timer.IDLE);
                delivery.count(understood(), chosen().model(), () -> tellEnd(end));
            }
            case null -> {}
        }
    }

    private void resumeTelling() {
        if (stage instanceof Stage.Telling) {
            tellHeld();
            flush();
            if (stage.underWay()) {
                flow.resume();
            }
        }
    }

    private void flush() {
        if (stage.underWay() && delivery.flush()) {
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
                    delivery.ping();
                }
            }
            case LATE_USAGE -> flow.settle();
            case REST -> {
                if (stage instanceof Stage.Asking(int index)) {
                    ask(index);
                }
            }
            case SLOW_CLIENT -> {
                over(
                        "cancelled",
                        499,
                        Optional.of("The client took nothing of its answer for too long."));
                client.abort();
            }
            case FIRST_BYTE -> late("did not begin to answer in time");
            case IDLE -> late("stopped answering");
            // Another target would have no time left.
            case WHOLE -> {
                flow.cut();
                fail(Failures.late(asked().service().name(), "did not finish its answer in time"));
            }
        }
    }

    private void late(String what) {
        attemptFailed(Failures.late(asked().service().name(), what));
    }

    // ------------------------------------------------------------------ failures

    private void attemptFailed(ProxyError failure) {
        if (stage.ending()) {
            return;
        }
        ProxyError error = Failures.naming(chosen().model(), failure);
        flow.cut();
        OptionalInt replaceable = stage.replaceable(incoming.stream());
        if (replaceable.isPresent()) {
            recover(replaceable.getAsInt(), asking, error);
        } else {
            fail(error);
        }
    }

    /// @param asked absent where the request could not even be prepared
    private void recover(int index, @Nullable Asking asked, ProxyError error) {
        switch (recovery.after(error, asked, chosen())) {
            case Recovery.Way.Again(Duration rest, String reason) -> {
                delivery.forget();
                retried(reason);
                stage = new Stage.Asking(index);
                if (rest.isZero()) {
                    ask(index);
                } else {
                    timers.set(Timer.REST, rest);
                }
            }
            case Recovery.Way.Instead(Target other, String reason) -> {
                delivery.forget();
                retried(reason);
                route = routed().with(index, other);
                ask(index);
            }
            case Recovery.Way.Onward _ when index + 1 < routed().targets().size() -> {
                delivery.forget();
                chronicle.fellBack(chosen(), routed().targets().get(index + 1), error.message());
                ask(index + 1);
            }
            case Recovery.Way.Onward _, Recovery.Way.Tell _ -> fail(error);
        }
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
                        delivery.status(error),
                        Optional.of(error.message())),
                () -> delivery.fail(error));
    }

    // ------------------------------------------------------------------ ends

    private void tellEnd(Event.Ended end) {
        flow.finish();
        close(new Stage.Closing("ok", 200, Optional.empty()), () -> delivery.end(end));
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
        stage = new Stage.Over();
        timers.stop();
        chronicle.ended(outcome, status, error, target);
        onOver.run();
    }

    // ------------------------------------------------------------------ small change

    @Override
    public void retried(String reason) {
        chronicle.retried(chosen().backend(), reason);
    }

    private Route routed() {
        return Objects.requireNonNull(route);
    }

    private Prompt understood() {
        return Objects.requireNonNull(prompt);
    }

    private Target chosen() {
        return Objects.requireNonNull(target);
    }

    private Asking asked() {
        return Objects.requireNonNull(asking);
    }
}
