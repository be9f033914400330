package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.settings.Credits;
import dev.patchbay.settings.Credits.Credit;

import org.xnio.XnioIoThread;

import java.util.Optional;
import java.util.function.Consumer;

/// Asks a service how much credit is left. Waits for the answer: never on an I/O thread.
record CreditQuestion(Credits credits, Signer signer, Fetch fetch) {
    Credit ask(XnioIoThread io) {
        Fetch.Page page =
                fetch.get(io, credits.page(), outgoing -> new Once(signer.begin(outgoing)));
        return switch (page.status()) {
            case 200 ->
                    credits.read(page.body())
                            .orElseThrow(() -> untold("its answer says nothing of it"));
            case 401, 403 -> throw untold("the key may not ask (%d)".formatted(page.status()));
            default -> throw untold("it answered %d".formatted(page.status()));
        };
    }

    /// What is said of a key here says nothing of what it is worth where requests are answered.
    private record Once(Signing first) implements Signing {
        @Override
        public void first(XnioIoThread io, Consumer<Step> then) {
            first.first(io, then);
        }

        @Override
        public boolean mayMend(int status) {
            return false;
        }

        @Override
        public void next(Refusal refusal, XnioIoThread io, Consumer<Optional<Step>> then) {
            then.accept(Optional.empty());
        }
    }

    private static ProxyError untold(String reason) {
        return ProxyError.of(ProxyError.Kind.UPSTREAM_FAILED, reason);
    }
}
