package dev.patchbay.backend;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The connections that we opened to programs of this computer. A request that comes in over one of
/// them is our own: its backend leads back to our door.
///
/// Both ends make a connection: the same port of ours may be in use for another one, to elsewhere.
public final class OwnSockets {
    /// @param from the end that opened it
    record Ends(SocketAddress from, SocketAddress to) {}

    private final Set<Ends> open = ConcurrentHashMap.newKeySet();

    /// Remembers a connection if its other end is on this computer.
    void opened(InetSocketAddress own, InetSocketAddress other) {
        boolean here =
                other.getAddress().isLoopbackAddress()
                        || other.getAddress().equals(own.getAddress());
        if (here) {
            open.add(new Ends(own, other));
        }
    }

    void closed(InetSocketAddress own, InetSocketAddress other) {
        open.remove(new Ends(own, other));
    }

    /// Whether we opened the connection between these.
    public boolean has(SocketAddress from, SocketAddress to) {
        return open.contains(new Ends(from, to));
    }

    public int count() {
        return open.size();
    }
}
