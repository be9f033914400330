package dev.patchbay.proxy.door;

import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.BodyBudget;
import dev.patchbay.proxy.exchange.Exchanges;
import dev.patchbay.settings.ServerSettings;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// The embedded server: opens the door on this computer's own addresses and closes it again in good
/// order.
public final class ProxyServer implements AutoCloseable {
    private final Supplier<Board> board;
    private final String version;
    private final Limits limits;
    private final Exchanges exchanges = new Exchanges();
    private final BodyBudget budget;
    private final XnioWorker worker;
    private final WrongTokens wrongTokens = new WrongTokens(InstantSource.system());
    private final List<Listener> open = new ArrayList<>();
    private volatile boolean stopping;

    public ProxyServer(Supplier<Board> board, String version) {
        this(board, version, Limits.USUAL);
    }

    public ProxyServer(Supplier<Board> board, String version, Limits limits) {
        this.board = board;
        this.version = version;
        this.limits = limits;
        this.budget = new BodyBudget(limits.bodies());
        this.worker = newWorker();
    }

    private static XnioWorker newWorker() {
        int threads = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
        try {
            return Xnio.getInstance()
                    .createWorker(
                            OptionMap.builder()
                                    .set(Options.WORKER_IO_THREADS, threads)
                                    .set(Options.WORKER_NAME, "patchbay")
                                    .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                    .set(Options.WORKER_TASK_MAX_THREADS, 2)
                                    .set(Options.THREAD_DAEMON, true)
                                    .getMap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens the door. Where the host is this computer alone, IPv6's loopback is opened as well if
    /// the system has it.
    public synchronized void start(ServerSettings server) throws Unopened {
        stopping = false;
        InetAddress host = resolved(server);
        Listener first = listen(host, server.host(), server.port());
        int port = first.port();
        String address = address(server.host(), port);
        Journal journal = board.get().journal();
        journal.add(new Note.DoorOpened(address, server.requireToken()));
        if (!host.isLoopbackAddress()) {
            journal.add(new Note.DoorExposed(address));
        }
        if (server.host().equals("127.0.0.1")) {
            listenOnIpv6(port);
        }
    }

    /// Names are asked of the system: even one like `localhost` means what the system says.
    private static InetAddress resolved(ServerSettings server) throws Unopened {
        try {
            InetAddress address = InetAddress.getByName(server.host());
            if (!server.requireToken() && !address.isLoopbackAddress()) {
                throw Unopened.withoutToken(server.host(), address.getHostAddress());
            }
            return address;
        } catch (UnknownHostException e) {
            throw Unopened.of(server.host(), server.port(), e);
        }
    }

    private void listenOnIpv6(int port) {
        try {
            listen(InetAddress.ofLiteral("::1"), "::1", port);
        } catch (Unopened e) {
            board.get().journal().add(new Note.DoorPartlyOpened(address("::1", port), reason(e)));
        }
    }

    private static String reason(Unopened e) {
        return e instanceof Unopened.PortInUse
                ? "another program uses it"
                : "this system has no IPv6 loopback";
    }

    private Listener listen(InetAddress address, String host, int port) throws Unopened {
        var fronts =
                new Fronts(
                        new AnthropicFront(budget, exchanges),
                        new OpenAiFront(board.get().codecs().openAi(), budget, exchanges));
        var entrance = new Entrance(board, fronts, version, wrongTokens);
        HttpHandler handler = Handlers.httpContinueRead(guarded(entrance));
        try {
            Listener listener =
                    Listener.open(worker, new InetSocketAddress(address, port), limits, handler);
            open.add(listener);
            return listener;
        } catch (IOException | UnsupportedAddressTypeException e) {
            throw Unopened.of(host, port, e);
        }
    }

    private HttpHandler guarded(Entrance entrance) {
        return (HttpServerExchange http) -> {
            if (stopping) {
                // A client that kept its connection finds the door closed like everybody else.
                http.setPersistent(false);
                entrance.refuse(http);
            } else {
                entrance.handleRequest(http);
            }
        };
    }

    /// The port in use, or 0 when the door is closed.
    public synchronized int port() {
        return open.isEmpty() ? 0 : open.getFirst().port();
    }

    /// Moves the door to other settings: the new address opens before the old one closes, and no
    /// exchange is dropped.
    public synchronized void move(ServerSettings server) throws Unopened {
        List<Listener> before = List.copyOf(open);
        open.clear();
        try {
            start(server);
        } catch (Unopened e) {
            open.addAll(before);
            throw e;
        }
        before.forEach(Listener::close);
    }

    public XnioWorker worker() {
        return worker;
    }

    /// A thread for questions of our own.
    public XnioIoThread ioThread() {
        return worker.getIoThread();
    }

    public Exchanges exchanges() {
        return exchanges;
    }

    public int underWay() {
        return exchanges.count();
    }

    /// Closes the door: nobody new comes in, and whoever is in is answered to the end, however long
    /// that takes.
    public void drain() {
        synchronized (this) {
            if (open.isEmpty()) {
                return;
            }
            shut();
        }
        awaitNone(Long.MAX_VALUE);
        board.get().journal().add(new Note.DoorClosed(0));
    }

    /// Closes the door: nobody new comes in, exchanges under way may end for a while and are then
    /// told to.
    public synchronized void stop() {
        if (open.isEmpty()) {
            return;
        }
        shut();
        awaitNone(board.get().pace().farewell().toNanos());
        int told = exchanges.shutDown();
        awaitNone(1_000_000_000L);
        board.get().journal().add(new Note.DoorClosed(told));
    }

    private void shut() {
        stopping = true;
        // Closes the listening sockets only; exchanges go on over the connections they have.
        open.forEach(Listener::close);
        open.clear();
    }

    private void awaitNone(long nanos) {
        long from = System.nanoTime();
        while (exchanges.count() > 0 && System.nanoTime() - from < nanos) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Override
    public void close() {
        stop();
        // What needs no door to be under way.
        exchanges.shutDown();
        awaitNone(1_000_000_000L);
        worker.shutdownNow();
    }

    private static String address(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
