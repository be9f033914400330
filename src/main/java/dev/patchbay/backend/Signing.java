package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import org.xnio.XnioIoThread;

import java.util.Optional;
import java.util.function.Consumer;

/// What one request shows its backend: a first credential and, as often as the backend refuses and
/// there is another, the next. Called on the request's I/O thread and never blocks; what must be
/// fetched first is answered later, on the same thread.
public interface Signing {
    sealed interface Step {
        /// Ask with this.
        ///
        /// @param told what people should know of the way here; empty if there is nothing to tell
        record Show(Signer.Signature signature, String told) implements Step {}

        /// Do not ask: nothing can be shown.
        record Refuse(ProxyError error) implements Step {}
    }

    /// A backend's answer to a credential.
    record Refusal(int status, Headers headers, String body) {}

    void first(XnioIoThread io, Consumer<Step> then);

    /// Whether another credential might be answered otherwise than with this status.
    boolean mayMend(int status);

    /// The next credential after a refusal; without one, the refusal stands.
    void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then);

    /// Always the same, whatever the backend says.
    static Signing of(Signer.Signature signature) {
        return new OneStep(new Step.Show(signature, ""));
    }

    /// Nothing can be shown, and so nothing is asked.
    ///
    /// @param why what happened and what to do
    static Signing refused(String why) {
        return new OneStep(
                new Step.Refuse(
                        ProxyError.of(ProxyError.Kind.UNAUTHORIZED, why).withShouldRetry(false)));
    }
}
