package dev.patchbay.proxy.door;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;

import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.StreamSourceConduit;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Stands between a client's socket and the server's parser, and lets through one message after the
/// other: a head only when it is here to its end and without a flaw, then just the bytes that
/// belong to it. So there is one answer to the question where a message ends, and it is found
/// before anybody reads.
///
/// ```
///         head judged               body passed
///  HEAD ───────────────▶ PASSING ─────────────────▶ HEAD
///    │                      │ chunked                  ▲
///    │ flaw, or too slow    └─────────▶ CHUNKS ────────┘ their end was found
///    ▼                                    │ flaw
///  PASSING a refusal ───▶ SWALLOWING ◀────┘
/// ```
///
/// A head with a flaw becomes a request that says so: [Refused]. It is answered in its
/// turn like every other, in JSON, and is the last one of its connection. What still comes is
/// swallowed, because a client that sends everything before it listens would find its connection
/// broken instead.
///
/// Usually a head comes in one piece with its body behind it: then bytes are read straight to where
/// the parser wants them, and nothing is kept here.
final class Turnstile extends PlainConduit {
    private static final int SWALLOWED_AT_ONCE = 16;
    private static final int MOST_SWALLOWED = 64 << 20;

    private enum Stage {
        HEAD,
        PASSING,
        CHUNKS,
        SWALLOWING
    }

    private final HeadReader head;
    private final Patience patience;
    private final Waiting waiting = new Waiting();

    private Stage stage = Stage.HEAD;
    private Stage behind = Stage.HEAD;
    private long passing;
    private int swallowed;
    private long came;
    private @Nullable Refused refused;

    private Turnstile(StreamSourceConduit next, XnioIoThread io, Limits limits) {
        super(next);
        head = new HeadReader(limits.head());
        patience = new Patience(io, limits.headPatience(), this::tooSlow);
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

    /// What this request stands for, if it stands for one that may not pass. A client that uses our
    /// method itself is none.
    @Nullable Refused refused(HttpServerExchange http) {
        return http.getRequestMethod().equals(Refused.METHOD) ? refused : null;
    }

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
        dst.position(from);
        if (!head.read(dst, from, to)) {
            waiting.add(dst, from, to);
            patience.begin();
            return 0;
        }
        judge(dst, from, to);
        if (behind == Stage.SWALLOWING) {
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
        if (head.knows(waiting.size())) {
            int count = waiting.readFrom(next);
            if (count <= 0) {
                return count;
            }
        }
        if (!head.read(waiting.bytes(), waiting.from(), waiting.to())) {
            patience.begin();
            return 0;
        }
        judge(waiting.bytes(), waiting.from(), waiting.to());
        return pass(dst);
    }

    private void judge(ByteBuffer bytes, int from, int to) {
        Flaw flaw = head.flaw();
        if (flaw != null) {
            refuse(flaw, bytes, from, to);
            return;
        }
        patience.stop();
        passing = head.passing();
        behind = head.chunked() ? Stage.CHUNKS : Stage.HEAD;
        stage = Stage.PASSING;
    }

    private void tooSlow() {
        if (stage == Stage.HEAD && !next.isReadShutdown()) {
            refuse(Flaw.SLOW_HEAD, waiting.bytes(), waiting.from(), waiting.to());
            wakeupReads();
        }
    }

    private void refuse(Flaw flaw, ByteBuffer bytes, int from, int to) {
        patience.stop();
        refused = Refused.of(flaw, bytes, from, to);
        waiting.replace(Refused.inItsPlace());
        passing = waiting.size();
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
        head.begin();
    }

    private int raw(ByteBuffer dst) throws IOException {
        int count = waiting.isEmpty() ? next.read(dst) : waiting.give(dst);
        came += Math.max(count, 0);
        return count;
    }

    /// For a while the server closes nothing while there is nothing new; the end closes at once.
    private int swallow() throws IOException {
        waiting.clear();
        var away = ByteBuffer.allocate(4096);
        int count = 1;
        for (int i = 0; i < SWALLOWED_AT_ONCE && count > 0; i++) {
            count = next.read(away.clear());
            swallowed += Math.max(count, 0);
            came += Math.max(count, 0);
        }
        return count < 0 || swallowed > MOST_SWALLOWED ? -1 : 0;
    }

    /// Grows with every byte of a body that comes.
    long came() {
        return came;
    }

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

    /// The socket will not call again for what is here already.
    @Override
    public void resumeReads() {
        boolean here = stage == Stage.HEAD ? !head.knows(waiting.size()) : !waiting.isEmpty();
        if (here) {
            wakeupReads();
        } else {
            super.resumeReads();
        }
    }
}
