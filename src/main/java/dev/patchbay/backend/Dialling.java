package dev.patchbay.backend;

import dev.patchbay.hub.ProxyError;

import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/// One way from a name to a connection that can be used: looks the name up, tries its addresses one
/// after another, asks a proxy to connect us if there is one, shakes hands where the address wants
/// TLS. All of it within one time limit.
final class Dialling {
    /// Told once how it went, unless it was given up.
    interface Caller {
        void connected(Transport transport);

        void unreachable(ProxyError error);

        /// A connection was there, and broke before it could be used.
        void lost(ProxyError error);
    }

    private static final OptionMap SOCKET =
            OptionMap.create(Options.TCP_NODELAY, true, Options.KEEP_ALIVE, true);

    private final Dialer dialer;
    private final XnioIoThread io;
    private final Scratch scratch;
    private final Caller caller;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private XnioExecutor.@Nullable Key deadline;
    private @Nullable IoFuture<? extends StreamConnection> attempt;
    private @Nullable Transport unfinished;
    private @Nullable Step step;
    private int goal;
    private boolean over;

    Dialling(Dialer dialer, XnioIoThread io, Scratch scratch, Caller caller) {
        this.dialer = dialer;
        this.io = io;
        this.scratch = scratch;
        this.caller = caller;
    }

    void start() {
        switch (dialer.road()) {
            case Road.Straight _ -> seek(dialer.address().host(), dialer.address().port());
            case Road.Through(var proxy, _) -> seek(proxy.host(), proxy.port());
            case Road.Blocked(var reason) ->
                    caller.unreachable(Faults.blocked(dialer.backend(), reason));
        }
    }

    private void seek(String host, int port) {
        goal = port;
        deadline =
                io.executeAfter(
                        this::tooLate, dialer.connectLimit().toMillis(), TimeUnit.MILLISECONDS);
        dialer.resolver().resolve(host, io, this::resolved);
    }

    void cancel() {
        if (!over) {
            over = true;
            giveUp();
        }
    }

    // ------------------------------------------------------------------ the socket

    private void resolved(List<InetAddress> addresses) {
        if (over) {
            return;
        }
        if (addresses.isEmpty()) {
            cancel();
            caller.unreachable(dialer.unknownHost());
            return;
        }
        untried.addAll(addresses);
        tryNext();
    }

    private void tryNext() {
        try {
            var socket = new InetSocketAddress(untried.removeFirst(), goal);
            attempt = io.openStreamConnection(socket, null, SOCKET);
            attempt.addNotifier((future, _) -> io.execute(() -> tried(future)), null);
        } catch (RuntimeException e) {
            // XNIO reports an address the system cannot use at all by throwing.
            refused(new IOException(e));
        }
    }

    private void tried(IoFuture<? extends StreamConnection> future) {
        switch (future.getStatus()) {
            case DONE -> taken(future);
            case FAILED -> refused(future.getException());
            case CANCELLED, WAITING -> {}
        }
    }

    private void taken(IoFuture<? extends StreamConnection> future) {
        PlainTransport plain;
        try {
            plain = new PlainTransport(future.get(), dialer.own());
        } catch (IOException e) {
            refused(e);
            return;
        }
        if (over) {
            plain.close();
            return;
        }
        attempt = null;
        unfinished = plain;
        prepare(plain);
    }

    private void refused(IOException fault) {
        if (over) {
            return;
        }
        if (untried.isEmpty()) {
            cancel();
            caller.unreachable(dialer.unreachable(fault));
        } else {
            tryNext();
        }
    }

    // ------------------------------------------------------------------ what has to be done first

    private void prepare(Transport plain) {
        if (dialer.road() instanceof Road.Through through) {
            var tunnel = new Tunnel(dialer.backend(), dialer.address(), through, plain, scratch);
            take(tunnel, plain, () -> secure(plain));
        } else {
            secure(plain);
        }
    }

    private void secure(Transport plain) {
        if (!dialer.address().tls()) {
            done(plain);
            return;
        }
        TlsTransport tls;
        try {
            tls = new TlsTransport(plain, dialer.engine(), scratch, io);
        } catch (SSLException e) {
            cancel();
            caller.unreachable(Faults.insecure(dialer.backend(), dialer.address(), e));
            return;
        }
        unfinished = tls;
        var handshake = new Handshake(dialer.backend(), dialer.address(), tls, scratch);
        take(handshake, tls, () -> done(tls));
    }

    private void take(Step next, Transport transport, Runnable afterwards) {
        step = next;
        transport.listen(() -> advance(next, afterwards), () -> advance(next, afterwards));
        transport.resumeReads();
        advance(next, afterwards);
    }

    private void advance(Step current, Runnable afterwards) {
        if (over) {
            return;
        }
        boolean done;
        try {
            done = current.advance();
        } catch (ProxyError e) {
            cancel();
            caller.unreachable(e);
            return;
        } catch (IOException | BadResponse e) {
            cancel();
            ProxyError error = current.failed(e);
            if (e instanceof SSLException || error.shouldRetry().isPresent()) {
                caller.unreachable(error);
            } else {
                caller.lost(error);
            }
            return;
        }
        if (done) {
            step = null;
            afterwards.run();
        }
    }

    // ------------------------------------------------------------------ the end

    private void done(Transport transport) {
        unfinished = null;
        cancel();
        caller.connected(transport);
    }

    private void tooLate() {
        cancel();
        long seconds = dialer.connectLimit().toSeconds();
        caller.unreachable(step == null ? dialer.silent(seconds) : step.tooLate(seconds));
    }

    private void giveUp() {
        if (deadline != null) {
            deadline.remove();
        }
        if (attempt != null) {
            attempt.cancel();
        }
        if (unfinished != null) {
            unfinished.close();
        }
    }
}
