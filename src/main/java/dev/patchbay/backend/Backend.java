package dev.patchbay.backend;

import dev.patchbay.hub.Dialect;
import dev.patchbay.settings.Credits.Credit;

import org.xnio.XnioIoThread;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A configured service that answers in one dialect.
public interface Backend extends AutoCloseable {
    Dialect dialect();

    /// Asks, without ever blocking. The answer is told on `io`, and never before this returns.
    Upstream open(XnioIoThread io, Outgoing outgoing, Answer answer);

    /// Lets a person sign in; waits until they have. See {@link Signer#signIn}.
    default void signIn(XnioIoThread io, Consumer<DeviceCode> show) {
        Signer.NONE.signIn(io, show);
    }

    /// How much credit is left there; waits for the answer, and throws a `ProxyError` if there is
    /// none. Empty where nobody knows whom to ask.
    default Optional<Credit> credit(XnioIoThread io) {
        return Optional.empty();
    }

    /// The keys that rest at present, after they were refused.
    default List<RestingKey> resting() {
        return List.of();
    }

    /// Ends the rest of all keys.
    default void wake() {}

    @Override
    void close();
}
