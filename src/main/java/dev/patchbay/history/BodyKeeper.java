package dev.patchbay.history;

import dev.patchbay.journal.Recording;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Collects the bodies of the exchanges under way, in memory: of each its first bytes, and of all
/// together no more than a limit. Called on I/O threads.
final class BodyKeeper implements Recording {
    private final int most;
    private final long mostOfAll;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Map<Side, Collected>> exchanges = new ConcurrentHashMap<>();

    BodyKeeper(int most, long mostOfAll) {
        this.most = most;
        this.mostOfAll = mostOfAll;
    }

    @Override
    public void record(String exchange, Side side, ByteBuffer bytes) {
        // An exchange has one I/O thread, so what is inside is only touched by one at a time.
        Map<Side, Collected> sides =
                exchanges.computeIfAbsent(exchange, _ -> new EnumMap<>(Side.class));
        if (side == Side.UPSTREAM_REQUEST) {
            // Another attempt: the last one counts.
            forget(sides.remove(Side.UPSTREAM_REQUEST));
            forget(sides.remove(Side.UPSTREAM_ANSWER));
        }
        sides.computeIfAbsent(side, _ -> new Collected()).add(bytes);
    }

    /// The bodies of an exchange that is over, and held until they are released.
    List<KeptBody> take(String exchange) {
        Map<Side, Collected> sides = exchanges.remove(exchange);
        return sides == null
                ? List.of()
                : sides.entrySet().stream().map(it -> it.getValue().body(it.getKey())).toList();
    }

    void release(List<KeptBody> bodies) {
        bodies.forEach(body -> held.addAndGet(-body.content().length));
    }

    private void forget(@Nullable Collected gone) {
        if (gone != null) {
            held.addAndGet(-gone.length);
        }
    }

    private final class Collected {
        private byte[] content = new byte[0];
        private int length;
        private long total;

        void add(ByteBuffer bytes) {
            total += bytes.remaining();
            int wanted = Math.min(bytes.remaining(), most - length);
            // A body that went on behind a gap would be none.
            if (wanted <= 0 || length < total - bytes.remaining()) {
                return;
            }
            if (held.addAndGet(wanted) > mostOfAll) {
                held.addAndGet(-wanted);
                return;
            }
            if (length + wanted > content.length) {
                content = Arrays.copyOf(content, Math.max(length + wanted, 2 * length));
            }
            bytes.get(bytes.position(), content, length, wanted);
            length += wanted;
        }

        KeptBody body(Side side) {
            byte[] kept = length == content.length ? content : Arrays.copyOf(content, length);
            return new KeptBody(side, kept, total);
        }
    }
}
