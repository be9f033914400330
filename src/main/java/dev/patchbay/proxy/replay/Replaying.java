package dev.patchbay.proxy.replay;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Replay;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.exchange.Exchanges;
import dev.patchbay.proxy.exchange.Incoming;
import dev.patchbay.settings.masking.KnownSecrets;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// A kept request that is on its way again.
public final class Replaying {
    private final String id;
    private final Replay.Answer then;
    private final XnioIoThread io;
    private final KnownSecrets secrets;
    private final SaidReader reader;
    private final CompletableFuture<Replay> both = new CompletableFuture<>();

    // Of the I/O thread alone.
    private @Nullable ReplayStream stream;

    /// @param then what came of it the first time
    /// @param secrets what nobody is shown
    Replaying(
            Replay.Answer then,
            Incoming incoming,
            Codec.Front codec,
            XnioIoThread io,
            KnownSecrets secrets) {
        this.id = incoming.id();
        this.then = then;
        this.io = io;
        this.secrets = secrets;
        this.reader = new SaidReader(codec.dialect());
    }

    void begin(Exchanges exchanges, Board board, Incoming incoming, Codec.Front codec) {
        awaitEnd(board.journal());
        execute(() -> exchanges.begin(board, incoming, codec, io, this::open, () -> {}));
    }

    /// Nobody else hears the end before the ledger and the history do.
    private void awaitEnd(Journal journal) {
        journal.listen(
                new Consumer<>() {
                    @Override
                    public void accept(Note note) {
                        if (note instanceof Note.ExchangeEnded ended && ended.id().equals(id)) {
                            journal.forget(this);
                            both.complete(new Replay(then, now(ended)));
                        }
                    }
                });
    }

    private ReplayStream open(ClientStream.Listener listener, Consumer<ByteBuffer> copy) {
        stream = new ReplayStream(reader, listener, copy);
        return stream;
    }

    private Replay.Answer now(Note.ExchangeEnded ended) {
        return new Replay.Answer(
                id,
                ended.replayOf(),
                ended.alias(),
                ended.backend(),
                ended.model(),
                OptionalInt.of(ended.status()),
                ended.outcome(),
                ended.error(),
                Optional.of(soFar()),
                ended.usage(),
                ended.cost(),
                ended.firstTokenMillis(),
                OptionalInt.of(ended.durationMillis()));
    }

    /// The id of the exchange that it is now.
    public String id() {
        return id;
    }

    public Replay.Answer then() {
        return then;
    }

    /// What has come until this moment.
    public Replay.Said soFar() {
        return reader.said().masked(this::masked);
    }

    /// By as many stars as in a kept body, or both answers would seem to differ.
    private String masked(String text) {
        return new String(
                secrets.mask(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /// Both answers, once the new one is over, however it ended, and counted. Never fails.
    public CompletableFuture<Replay> both() {
        return both.copy();
    }

    /// Gives it up: its backend stops working, and it ends as `cancelled`. Does nothing when it is
    /// over.
    public void cancel() {
        if (!both.isDone()) {
            execute(this::leave);
        }
    }

    private void leave() {
        if (stream != null) {
            stream.leave();
        }
    }

    private void execute(Runnable step) {
        try {
            io.execute(step);
        } catch (RejectedExecutionException e) {
            throw ProxyError.of(ProxyError.Kind.CANCELLED, "Patchbay is stopping.", e);
        }
    }
}
