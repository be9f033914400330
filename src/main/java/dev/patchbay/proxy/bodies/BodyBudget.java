package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.ProxyError;

import java.util.ArrayDeque;
import java.util.Deque;

/// How many bytes of request bodies may be held at one time, over all exchanges. Who announces a
/// large body when there is no room for it waits in line; a small one may pass the line.
public final class BodyBudget {
    /// So much of the heap stands behind each byte of a body: the bytes, what is read out of them,
    /// what is written to the backend, and as much again for everything else.
    private static final int HEAP_BEHIND_A_BYTE = 8;

    private static final long MOST = 128L << 20;

    private final long limit;
    private final Deque<Turn> line = new ArrayDeque<>();
    private long held;

    /// @param limit at least what one body may have
    public BodyBudget(long limit) {
        this.limit = limit;
    }

    /// What a heap of this size can bear.
    public static long of(long heap) {
        return Math.clamp(heap / HEAP_BEHIND_A_BYTE, BodyReader.LIMIT + 1L, MOST);
    }

    /// One exchange's share; it can grow, and is given back once.
    public final class Share {
        private long taken;

        /// Grows at once, or not at all.
        boolean grow(long bytes) {
            synchronized (BodyBudget.this) {
                boolean large = bytes > BodyReader.LARGE;
                if (held + bytes > limit || large && !line.isEmpty()) {
                    return false;
                }
                take(bytes);
                return true;
            }
        }

        private void take(long bytes) {
            held += bytes;
            taken += bytes;
        }

        /// Stands in line until it can grow.
        Turn await(long bytes, Runnable grown) {
            synchronized (BodyBudget.this) {
                var turn = new Turn(this, bytes, grown);
                line.add(turn);
                return turn;
            }
        }

        public void release() {
            synchronized (BodyBudget.this) {
                held -= taken;
                taken = 0;
            }
            next();
        }
    }

    /// A place in the line.
    final class Turn {
        private final Share share;
        private final long bytes;
        private final Runnable grown;

        private Turn(Share share, long bytes, Runnable grown) {
            this.share = share;
            this.bytes = bytes;
            this.grown = grown;
        }

        /// Leaves the line; false if it has come to its end.
        boolean leave() {
            boolean left;
            synchronized (BodyBudget.this) {
                left = line.remove(this);
            }
            next();
            return left;
        }
    }

    private void next() {
        var grown = new ArrayDeque<Runnable>();
        synchronized (this) {
            while (!line.isEmpty() && held + line.getFirst().bytes <= limit) {
                Turn first = line.removeFirst();
                first.share.take(first.bytes);
                grown.add(first.grown);
            }
        }
        grown.forEach(Runnable::run);
    }

    public Share share() {
        return new Share();
    }

    static ProxyError spent() {
        return ProxyError.of(
                        ProxyError.Kind.OVERLOADED,
                        "Too many large requests are under way at once; try again in a moment.")
                .withRetryAfter(1);
    }
}
