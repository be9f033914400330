package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// One request on its way through [HttpBackend]: credential, connection, request, answer.
///
/// A connection that breaks before a single byte of the answer came is replaced once, because a
/// kept one may have gone stale unnoticed. A refusal that another credential may mend is kept back,
/// and the request sent again with that one: whoever asked sees one call.
final class HttpCall implements Upstream, Dialling.Caller, HttpConnection.Listener {
    private final String backend;
    private final Address address;
    private final Signing signing;
    private final Dialer dialer;
    private final HttpPool pool;
    private final XnioIoThread io;
    private final Outgoing outgoing;
    private final Answer answer;

    private Signer.Signature credential = Signer.Signature.NONE;
    private @Nullable Dialling dialling;
    private @Nullable HttpConnection connection;
    private @Nullable HeldRefusal held;
    private boolean retried;
    private boolean paused;
    private boolean over;

    HttpCall(
            String backend,
            Address address,
            Signing signing,
            Dialer dialer,
            HttpPool pool,
            XnioIoThread io,
            Outgoing outgoing,
            Answer answer) {
        this.backend = backend;
        this.address = address;
        this.signing = signing;
        this.dialer = dialer;
        this.pool = pool;
        this.io = io;
        this.outgoing = outgoing;
        this.answer = answer;
    }

    void start() {
        if (!over) {
            signing.first(io, this::show);
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (connection != null) {
            connection.pause();
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (connection != null) {
            connection.resume();
        }
    }

    @Override
    public void close() {
        over = true;
        if (dialling != null) {
            dialling.cancel();
        }
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void show(Signing.Step step) {
        if (over) {
            return;
        }
        switch (step) {
            case Signing.Step.Show(Signer.Signature signature, String told) -> {
                credential = signature;
                if (!told.isEmpty()) {
                    answer.retried(told);
                }
                if (!over) {
                    connect();
                }
            }
            case Signing.Step.Refuse(ProxyError error) -> fail(error);
        }
    }

    private void connect() {
        // A second kept connection may be as stale as the first.
        HttpConnection kept = retried ? null : pool.take();
        if (kept != null) {
            send(kept);
        } else {
            dial();
        }
    }

    private void dial() {
        dialling = dialer.dial(io, pool.scratch(), this);
    }

    @Override
    public void connected(Transport fresh) {
        dialling = null;
        send(pool.adopt(fresh));
    }

    @Override
    public void unreachable(ProxyError error) {
        fail(error);
    }

    @Override
    public void lost(ProxyError error) {
        onceMore(error);
    }

    private void send(HttpConnection chosen) {
        connection = chosen;
        byte[] head = RequestHead.of(outgoing, address, credential);
        var request = new ByteBuffer[] {ByteBuffer.wrap(head), ByteBuffer.wrap(outgoing.body())};
        chosen.send(outgoing.method(), request, this);
        if (paused) {
            chosen.pause();
        }
    }

    @Override
    public void head(int status, Headers headers) {
        Headers told = status < 400 ? headers : dated(headers);
        if (status >= 400 && signing.mayMend(status)) {
            held = new HeldRefusal(status, told);
        } else {
            answer.head(status, told);
        }
    }

    // A refusal may say when to come back as a time of day, which needs a date to be measured from.
    private static Headers dated(Headers headers) {
        return headers.first("date").isPresent()
                ? headers
                : headers.with(
                        "date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)));
    }

    @Override
    public void bytes(ByteBuffer read) {
        if (held != null && held.take(read)) {
            return;
        }
        release();
        if (!over) {
            answer.bytes(read);
        }
    }

    @Override
    public void end() {
        HttpConnection done = connection;
        connection = null;
        if (done != null) {
            pool.giveBack(done);
        }
        if (held != null) {
            signing.next(held.told(), io, this::afterRefusal);
        } else {
            over = true;
            answer.end();
        }
    }

    private void afterRefusal(Optional<Signing.Step> step) {
        if (over) {
            return;
        }
        if (step.isPresent()) {
            held = null;
            show(step.get());
            return;
        }
        release();
        if (!over) {
            over = true;
            answer.end();
        }
    }

    /// Passes on what was kept back.
    private void release() {
        HeldRefusal last = held;
        held = null;
        if (last != null) {
            last.tellHead(answer);
            if (!over) {
                last.tellBody(answer);
            }
        }
    }

    @Override
    public void broken(Exception reason, boolean beforeAnyByte) {
        connection = null;
        release();
        ProxyError error = Faults.broken(backend, reason);
        if (beforeAnyByte) {
            onceMore(error);
        } else {
            fail(error);
        }
    }

    private void onceMore(ProxyError error) {
        if (retried || error.shouldRetry().equals(Optional.of(false))) {
            fail(error);
            return;
        }
        retried = true;
        answer.retried("the connection broke before an answer came");
        if (!over) {
            // A signature may be of its moment and of no other.
            signing.first(io, this::show);
        }
    }

    private void fail(ProxyError error) {
        if (!over) {
            over = true;
            answer.failed(error);
        }
    }
}
