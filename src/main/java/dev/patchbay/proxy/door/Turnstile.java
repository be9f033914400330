package dev.patchbay.proxy.door;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;

import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// Stands between a client's socket and the server's parser, and lets through one message after the
/// other: a head only when it is here to its end and without a flaw, then just the bytes that
/// belong to it. So there is one answer to the question where a message ends, and it is found
/// before anybody reads.
///
/// ```
///         head checked              body passed
///  HEAD ───────────────▶ PASSING ─────────────────▶ HEAD
///    │                      │ chunked                  ▲
///    │ flaw, or too slow    └─────────▶ CHUNKS ────────┘ their end was found
///    ▼                                    │ flaw
///  PASSING a refusal ───▶ SWALLOWING ◀────┘
/// ```
///
/// A head with a flaw becomes a request that says so: [#REFUSED], answered in its turn like every
/// other, in JSON, and the last one of its connection. What still comes is swallowed, because a
/// client that sends everything before it listens would find its connection broken instead.
///
/// Usually a head comes in one piece with its body behind it: then bytes are read straight to where
/// the parser wants them, and nothing is kept here.
final class Turnstile extends AbstractStreamSourceConduit<StreamSourceConduit> {
    /// The method of a request that stands for one with a flaw.
    static final HttpString REFUSED = new HttpString("PATCHBAY-REFUSED");

    private static final byte[] REFUSAL =
            (REFUSED + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int SWALLOWED_AT_ONCE = 16;

    private enum Stage {
        HEAD,
        PASSING,
        CHUNKS,
        SWALLOWING
    }

    private final XnioIoThread io;
    private final Limits limits;
    private final HeadEnd ending = new HeadEnd();
    private final HeadCheck check = new HeadCheck();
    private final Waiting waiting = new Waiting();

    private Stage stage = Stage.HEAD;
    private Stage behind = Stage.HEAD;
    private long passing;
    private int searched;
    private @Nullable Flaw flaw;
    private String path = "";
    private XnioExecutor.@Nullable Key patience;

    private Turnstile(StreamSourceConduit next, XnioIoThread io, Limits limits) {
        super(next);
        this.io = io;
        this.limits = limits;
    }

    /// Puts one into a connection that was just made.
    static void into(StreamConnection connection, Limits limits) {
        var source = connection.getSourceChannel();
        source.setConduit(new Turnstile(source.getConduit(), connection.getIoThread(), limits));
    }

    /// The one that this request came through.
    static Turnstile of(HttpServerExchange http) {
        var connection = (AbstractServerConnection) http.getConnection();
        return (Turnstile) connection.getOriginalSourceConduit();
    }

    /// What was wrong with the request that this one stands for, if it stands for one.
    @Nullable Flaw flaw(HttpServerExchange http) {
        return flaw != null && http.getRequestMethod().equals(REFUSED) ? flaw : null;
    }

    /// The path that was asked for with a flaw, as far as it could be read.
    String path() {
        return path;
    }

    // ------------------------------------------------------------------ for the parser

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return switch (stage) {
            case HEAD -> waiting.isEmpty() ? head(dst) : headInPieces(dst);
            case PASSING -> pass(dst);
            case CHUNKS -> {
                // They are for the one who unpacks them; nobody else may run ahead.
                suspendReads();
                yield 0;
            }
            case SWALLOWING -> swallow();
        };
    }

    private int head(ByteBuffer dst) throws IOException {
        int from = dst.position();
        int count = next.read(dst);
        if (count <= 0) {
            return count;
        }
        int to = dst.position();
        ending.begin();
        int end = ending.find(dst, from, to);
        if (end == HeadEnd.NOT_YET) {
            dst.position(from);
            waiting.add(dst, from, to);
            searched = to - from;
            awaitRest();
            return 0;
        }
        if (!mayPass(dst, from, end)) {
            dst.position(from);
            return pass(dst);
        }
        int passed = (int) Math.min(passing, count);
        dst.position(from + passed);
        waiting.add(dst, from + passed, to);
        passed(passed);
        return passed;
    }

    /// A head that did not come at once, or came behind another message.
    private int headInPieces(ByteBuffer dst) throws IOException {
        if (searched == waiting.size()) {
            int count = waiting.readFrom(next);
            if (count <= 0) {
                return count;
            }
        }
        int from = waiting.from();
        int end = ending.find(waiting.bytes(), from + searched, waiting.to());
        searched = waiting.size();
        if (end != HeadEnd.NOT_YET) {
            mayPass(waiting.bytes(), from, end);
        } else if (searched > limits.head()) {
            refuse(Flaw.HEAD_TOO_LONG);
        } else {
            awaitRest();
            return 0;
        }
        return pass(dst);
    }

    /// Judges a head that is here to its end; if it may not pass, the refusal is what passes.
    private boolean mayPass(ByteBuffer bytes, int from, int end) {
        Flaw found =
                end == HeadEnd.CONTROL
                        ? Flaw.CONTROL
                        : end - from > limits.head()
                                ? Flaw.HEAD_TOO_LONG
                                : check.check(bytes, from, end);
        if (found != null) {
            path = found == Flaw.CONTROL ? "" : check.path();
            refuse(found);
            return false;
        }
        stopWaiting();
        boolean chunked = check.bodyLength() == HeadCheck.CHUNKED;
        passing = end - from + (chunked ? 0 : check.bodyLength());
        behind = chunked ? Stage.CHUNKS : Stage.HEAD;
        stage = Stage.PASSING;
        return true;
    }

    private void refuse(Flaw found) {
        stopWaiting();
        flaw = found;
        waiting.replace(REFUSAL);
        passing = REFUSAL.length;
        behind = Stage.SWALLOWING;
        stage = Stage.PASSING;
    }

    private int pass(ByteBuffer dst) throws IOException {
        int limit = dst.limit();
        dst.limit((int) Math.min(limit, dst.position() + passing));
        int count = raw(dst);
        dst.limit(limit);
        passed(Math.max(count, 0));
        return count;
    }

    private void passed(int count) {
        passing -= count;
        if (passing == 0) {
            next(behind);
        }
    }

    private void next(Stage following) {
        stage = following;
        searched = 0;
        ending.begin();
    }

    private int raw(ByteBuffer dst) throws IOException {
        return waiting.isEmpty() ? next.read(dst) : waiting.give(dst);
    }

    private int swallow() throws IOException {
        waiting.clear();
        var away = ByteBuffer.allocate(4096);
        int count = 1;
        for (int i = 0; i < SWALLOWED_AT_ONCE && count > 0; i++) {
            count = next.read(away.clear());
        }
        return Math.min(count, 0);
    }

    // ------------------------------------------------------------------ for chunks

    /// Bytes of a chunked body, with all that is between its chunks.
    int chunks(ByteBuffer dst) throws IOException {
        return stage == Stage.CHUNKS ? raw(dst) : read(dst);
    }

    /// The chunked body came to its end; these bytes belong to the next message.
    void chunksEnded(ByteBuffer bytes, int from, int to) {
        waiting.giveBack(bytes, from, to);
        next(Stage.HEAD);
    }

    /// Nothing that comes will be read any more.
    void close() {
        next(Stage.SWALLOWING);
    }

    // ------------------------------------------------------------------ waiting

    /// The socket will not call again for what is here already.
    @Override
    public void resumeReads() {
        boolean here = stage == Stage.HEAD ? searched < waiting.size() : !waiting.isEmpty();
        if (here) {
            wakeupReads();
        } else {
            super.resumeReads();
        }
    }

    private void awaitRest() {
        if (patience == null) {
            patience =
                    io.executeAfter(
                            this::tooSlow, limits.headPatience().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tooSlow() {
        patience = null;
        if (stage == Stage.HEAD && !next.isReadShutdown()) {
            refuse(Flaw.SLOW_HEAD);
            wakeupReads();
        }
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.remove();
            patience = null;
        }
    }

    // ------------------------------------------------------------------ other ways to read

    @Override
    public long read(ByteBuffer[] dsts, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target)
            throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
    }
}
