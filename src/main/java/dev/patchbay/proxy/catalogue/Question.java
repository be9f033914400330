package dev.patchbay.proxy.catalogue;

import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.backend.Upstream;
import dev.patchbay.hub.ProxyError;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// One small question to a backend over its own connection. Waits for the answer: never on an I/O
/// thread.
public record Question(Service service, XnioIoThread io, Duration patience) {
    /// The answer, whatever its status; throws if there is none.
    public Collected.Page ask(Outgoing outgoing) {
        var answer = new Collected();
        var upstream = new AtomicReference<@Nullable Upstream>();
        try {
            io.execute(() -> open(outgoing, answer, upstream));
            return answer.page().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw ProxyError.of(ProxyError.Kind.CANCELLED, "Patchbay is stopping.", e);
        } catch (ExecutionException e) {
            throw ProxyError.from(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            io.execute(() -> close(upstream.get()));
            throw ProxyError.of(
                    ProxyError.Kind.TIMED_OUT,
                    "no answer in %d seconds".formatted(patience.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProxyError.of(ProxyError.Kind.CANCELLED, "interrupted");
        }
    }

    private void open(
            Outgoing outgoing, Collected answer, AtomicReference<@Nullable Upstream> upstream) {
        try {
            upstream.set(service.backend().open(io, outgoing, answer));
        } catch (RuntimeException e) {
            answer.failed(ProxyError.from(e));
        }
    }

    private static void close(@Nullable Upstream open) {
        if (open != null) {
            open.close();
        }
    }
}
