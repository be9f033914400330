package dev.patchbay.proxy.exchange;

import dev.patchbay.backend.Answer;
import dev.patchbay.backend.Outgoing;
import dev.patchbay.backend.Service;
import dev.patchbay.backend.Upstream;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.client.ClientStream;
import dev.patchbay.proxy.client.HttpClientStream;
import dev.patchbay.proxy.client.Teller;
import dev.patchbay.proxy.exchange.Timers.Timer;
import dev.patchbay.settings.Timeouts;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.wire.Headers;

import io.undertow.server.HttpServerExchange;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/// Passes a request that is no exchange on to a backend of the client's own dialect, and the answer
/// back, byte for byte: files, batches and whatever else that dialect has.
public final class Forward implements Answer, ClientStream.Listener {
    private enum Stage {
        ASKING,
        PASSING,
        ENDING,
        OVER
    }

    /// Bytes that may wait for a slow client before the backend is asked to pause.
    private static final int BACKLOG = 64 * 1024;

    /// Of a refusal, which may repeat our key, so much is kept to be masked as a whole.
    private static final int MOST_KEPT = 64 * 1024;

    private static final int CLIENT_LEFT = 499;

    private final Service service;
    private final XnioIoThread io;
    private final ClientStream client;
    private final Teller.Refusal refusal;
    private final KnownSecrets secrets;
    private final ByteArrayOutputStream refused = new ByteArrayOutputStream();
    private final Pace pace;
    private final IntConsumer over;
    private final Timers timers;

    private Stage stage = Stage.ASKING;
    private @Nullable Upstream upstream;
    private int status;

    /// @param over told the status that the client got, when all is done
    public Forward(
            Service service,
            HttpServerExchange http,
            Teller.Refusal refusal,
            KnownSecrets secrets,
            Pace pace,
            IntConsumer over) {
        this.service = service;
        this.io = http.getIoThread();
        this.client = new HttpClientStream(http, this, _ -> {});
        this.refusal = refusal;
        this.secrets = secrets;
        this.pace = pace;
        this.over = over;
        this.timers = new Timers(io, this::due);
    }

    public void begin(Outgoing outgoing) {
        client.watch();
        timers.set(Timer.FIRST_BYTE, timeouts().firstByteOfWhole());
        timers.set(Timer.WHOLE, timeouts().total());
        try {
            upstream = service.backend().open(io, outgoing, this);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failed(ProxyError.from(e));
        }
    }

    @Override
    public void retried(String reason) {}

    @Override
    public void head(int code, Headers headers) {
        if (stage != Stage.ASKING) {
            return;
        }
        if (code >= 300 && code < 400) {
            // Whoever followed it would take the credentials along.
            cutUpstream();
            failed(
                    ProxyError.of(
                            ProxyError.Kind.UPSTREAM_FAILED,
                            "%s answered with a redirect (%d), which is not followed."
                                    .formatted(service.name(), code)));
            return;
        }
        stage = Stage.PASSING;
        status = code;
        timers.clear(Timer.FIRST_BYTE);
        timers.set(Timer.IDLE, timeouts().idle());
        client.head(code, RelayHeaders.ofAnswer(headers));
    }

    @Override
    public void bytes(ByteBuffer read) {
        if (stage != Stage.PASSING) {
            return;
        }
        timers.set(Timer.IDLE, timeouts().idle());
        if (status >= 400 && refused.size() < MOST_KEPT) {
            keep(read);
            return;
        }
        client.write(read);
        if (client.backlog() > BACKLOG && upstream != null && stage == Stage.PASSING) {
            upstream.pause();
            timers.clear(Timer.IDLE);
            timers.set(Timer.SLOW_CLIENT, pace.slowClient());
        }
    }

    private void keep(ByteBuffer read) {
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        refused.writeBytes(bytes);
        if (refused.size() >= MOST_KEPT) {
            client.write(masked());
        }
    }

    private ByteBuffer masked() {
        return ByteBuffer.wrap(secrets.mask(refused.toByteArray()));
    }

    @Override
    public void end() {
        if (stage == Stage.PASSING) {
            ending();
            client.end(refused.size() < MOST_KEPT ? masked() : ByteBuffer.allocate(0));
        }
    }

    @Override
    public void failed(ProxyError error) {
        switch (stage) {
            case ASKING -> {
                status = error.status();
                ending();
                refusal.send(client, error);
            }
            case PASSING -> {
                ending();
                client.cut(ByteBuffer.allocate(0));
            }
            case ENDING, OVER -> {}
        }
    }

    private void ending() {
        stage = Stage.ENDING;
        timers.clearAll();
        timers.set(Timer.SLOW_CLIENT, pace.slowClient());
    }

    /// The program is told to stop.
    public void shutDown() {
        cutUpstream();
        failed(Failures.shuttingDown());
    }

    @Override
    public void took(int left) {
        if (stage != Stage.PASSING) {
            return;
        }
        if (left > 0) {
            timers.set(Timer.SLOW_CLIENT, pace.slowClient());
        } else if (upstream != null) {
            timers.clear(Timer.SLOW_CLIENT);
            timers.set(Timer.IDLE, timeouts().idle());
            upstream.resume();
        }
    }

    @Override
    public void done() {
        over(status);
    }

    @Override
    public void gone() {
        over(CLIENT_LEFT);
    }

    private void due(Timer timer) {
        switch (timer) {
            case FIRST_BYTE, IDLE, WHOLE -> {
                cutUpstream();
                failed(Failures.late(service.name(), "did not answer in time"));
            }
            case SLOW_CLIENT -> {
                over(CLIENT_LEFT);
                client.abort();
            }
            case PING, LATE_USAGE, REST -> {}
        }
    }

    private void over(int told) {
        if (stage == Stage.OVER) {
            return;
        }
        if (stage != Stage.ENDING) {
            cutUpstream();
        }
        stage = Stage.OVER;
        timers.stop();
        over.accept(told);
    }

    private void cutUpstream() {
        if (upstream != null) {
            upstream.close();
        }
    }

    private Timeouts timeouts() {
        return service.settings().timeouts();
    }
}
