package dev.patchbay.backend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Our ends of the connections that we opened to programs of this computer. A request that comes in
/// from one of them is our own: its backend leads back to our door.
public final class OwnSockets {
    private final Set<SocketAddress> ends = ConcurrentHashMap.newKeySet();

    void opened(InetSocketAddress own, InetSocketAddress other) {
        boolean here =
                other.getAddress().isLoopbackAddress()
                        || other.getAddress().equals(own.getAddress());
        if (here) {
            ends.add(own);
        }
    }

    void closed(InetSocketAddress own) {
        ends.remove(own);
    }

    public int count() {
        return ends.size();
    }

    /// Whether this is an end of ours.
    public boolean has(SocketAddress end) {
        return ends.contains(end);
    }
}
