package dev.patchbay.desktop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Ports of this computer that nobody listens on.
public final class FreePort {
    private static final int HIGHEST = 65_535;
    private static final int MOST_TRIED = 200;

    private FreePort() {}

    /// The next one behind this port; empty if all that were tried are taken.
    public static OptionalInt after(int port) {
        return IntStream.rangeClosed(port + 1, Math.min(port + MOST_TRIED, HIGHEST))
                .filter(FreePort::isFree)
                .findFirst();
    }

    /// Whether a program of this user could listen there now.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException _) {
            return false; // taken, or not for everybody
        }
    }
}
