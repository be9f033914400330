package dev.patchbay.proxy.bodies;

import dev.patchbay.hub.ProxyError;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of request bodies may be held at one time, over all exchanges.
public final class BodyBudget {
    private final long limit;
    private final AtomicLong held = new AtomicLong();

    public BodyBudget(long limit) {
        this.limit = limit;
    }

    /// One exchange's share; it can grow, and is given back once.
    public final class Share {
        private long taken;

        boolean grow(long bytes) {
            if (held.addAndGet(bytes) > limit) {
                held.addAndGet(-bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        public void release() {
            held.addAndGet(-taken);
            taken = 0;
        }
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

    long held() {
        return held.get();
    }
}
