package dev.patchbay.proxy.door;

import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;

/// An address that could not be opened, and why.
public sealed class Unopened extends Exception {
    private final String reason;

    private Unopened(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /// Another program has the port.
    public static final class PortInUse extends Unopened {
        private final int port;

        private PortInUse(int port, Throwable cause) {
            super("Port %d is in use.".formatted(port), cause);
            this.port = port;
        }

        public int port() {
            return port;
        }
    }

    static Unopened of(String host, int port, Exception e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (e instanceof BindException && message.contains("in use")) {
            return new PortInUse(port, e);
        }
        String why =
                switch (e) {
                    case UnknownHostException _ -> "this is no address and no known name";
                    case SocketException refused ->
                            Objects.requireNonNullElse(refused.getMessage(), "the system refuses");
                    default -> "the system refuses";
                };
        return new Unopened(
                "Patchbay cannot listen on %s, port %d: %s. Choose another with --host and --port, or in the settings."
                        .formatted(host, port, why),
                e);
    }

    /// An address that others can reach is not opened to everybody, whatever a name for it says.
    static Unopened withoutToken(String host, String address) {
        String why =
                "Patchbay does not listen on %s (%s) without a token: other computers can reach it. Set server.requireToken to true, or server.host to 127.0.0.1."
                        .formatted(host, address);
        return new Unopened(why, new IllegalArgumentException(why));
    }

    /// In words for people, with what to do.
    public final String reason() {
        return reason;
    }
}
