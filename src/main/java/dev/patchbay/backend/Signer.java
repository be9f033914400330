package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import org.xnio.XnioIoThread;

import java.util.List;
import java.util.function.Consumer;

/// Who we are to a backend. Shared by all its requests; what one request shows is a `Signing`.
public interface Signer {
    /// What shows a credential: header lines, and a query without its question mark. Never logged.
    record Signature(Headers headers, String query) {
        public static final Signature NONE = new Signature(Headers.NONE, "");

        @Override
        public String toString() {
            return "••••";
        }
    }

    /// For a backend that asks for no credential.
    Signer NONE = _ -> Signing.of(Signature.NONE);

    Signing begin(Outgoing outgoing);

    /// The keys that rest at present, after they were refused.
    default List<RestingKey> resting() {
        return List.of();
    }

    /// Ends the rest of all keys.
    default void wake() {}

    /// Nobody will begin anything more. Waits for what must not be cut off.
    default void close() {}

    /// Lets a person sign in, and keeps what comes of it; waits until they have. Interrupt the
    /// thread to give it up.
    ///
    /// @param show where the person is told what to do
    default void signIn(XnioIoThread io, Consumer<DeviceCode> show) {
        throw ProxyError.of(
                ProxyError.Kind.BAD_REQUEST,
                "This backend has no sign-in; it is asked with a key or without one.");
    }
}
