package dev.patchbay.proxy;

import dev.patchbay.backend.Service;
import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Note;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.bodies.Keeping;
import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.proxy.door.Unopened;
import dev.patchbay.proxy.exchange.BackendTest;
import dev.patchbay.proxy.replay.Replaying;
import dev.patchbay.proxy.replay.Replays;
import dev.patchbay.proxy.rewrites.Preview;
import dev.patchbay.proxy.rewrites.Rewrites;
import dev.patchbay.proxy.routing.Lead;
import dev.patchbay.settings.Credits.Credit;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Rewrite;
import dev.patchbay.settings.ServerSettings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All that a person may ask of a running proxy. Windows, the tray and the verbs know this and
/// nothing behind it. Calls may block for as long as what they ask takes; never call them on an I/O
/// thread.
public final class Switchboard {
    /// What the proxy is doing.
    public sealed interface State {
        record Stopped() implements State {}

        /// @param underWay exchanges that are not over
        record Running(String host, int port, int underWay) implements State {}

        /// @param port the port that another program has
        record PortTaken(int port) implements State {}

        /// @param reason why the door does not open at this address, and what to do
        record Unopened(String reason) implements State {}
    }

    private static final Duration LISTING = Duration.ofSeconds(5);

    private final Supplier<Board> board;
    private final ProxyServer server;
    private final Keeping keeping;
    private final Replays replays;
    private volatile State closed = new State.Stopped();

    /// @param keeping what can be sent again or looked at
    public Switchboard(Supplier<Board> board, ProxyServer server, Keeping keeping) {
        this.board = board;
        this.server = server;
        this.keeping = keeping;
        this.replays = new Replays(server.exchanges(), keeping);
    }

    /// Opens the door; the answer says whether that worked.
    public State start() {
        ServerSettings settings = board.get().settings().server();
        try {
            server.start(settings);
            closed = new State.Stopped();
            board.get().catalogues().freshen();
        } catch (Unopened.PortInUse e) {
            closed = new State.PortTaken(e.port());
        } catch (Unopened e) {
            closed = new State.Unopened(e.reason());
        }
        return state();
    }

    /// Closes the door when the exchanges under way have ended, or have been told to.
    public State stop() {
        server.stop();
        closed = new State.Stopped();
        return state();
    }

    public State state() {
        int port = server.port();
        if (port > 0) {
            return new State.Running(
                    board.get().settings().server().host(), port, server.underWay());
        }
        return closed;
    }

    /// Where a name would go, and why; throws what a client would be told if it goes nowhere. Waits
    /// a little for what the backends list, where that decides.
    ///
    /// @param profile whose request it would be
    public Lead route(String asked, Optional<String> profile) {
        Board theirs = profile.map(this::ofProfile).orElseGet(board);
        if (!theirs.router().isSettled(asked)) {
            theirs.catalogues().await(LISTING);
        }
        return theirs.router().lead(asked);
    }

    private Board ofProfile(String id) {
        Board all = board.get();
        List<String> known = all.settings().profiles().stream().map(Profile::id).toList();
        if (!known.contains(id)) {
            throw ProxyError.of(
                    ProxyError.Kind.NO_ROUTE,
                    "There is no profile '%s'. There are: %s."
                            .formatted(id, known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return all.as(id);
    }

    /// Fetches the models that a backend lists.
    public List<String> models(String backend) {
        return board.get().catalogues().fetch(backend);
    }

    /// Asks a backend a few tiny questions.
    public List<BackendTest.Tick> test(String backend) {
        Board asked = board.get();
        return new BackendTest(asked, server.worker().getIoThread())
                .run(backend).stream().map(tick -> tick.masked(asked.secrets())).toList();
    }

    /// What these rewrites make of a sample request of such a client, switched on or not.
    public Preview preview(Dialect front, List<Rewrite> rewrites) {
        return Preview.of(front, all(rewrites));
    }

    /// What they make of a kept request.
    ///
    /// @param id the exchange's, or how that begins
    public Preview preview(String id, List<Rewrite> rewrites) {
        return Preview.of(keeping.find(id), all(rewrites));
    }

    private static Rewrites all(List<Rewrite> rewrites) {
        return new Rewrites(rewrites.stream().map(Rewrite::edit).toList());
    }

    /// Sends a kept request again, which no budget refuses; what it costs counts. Comes back when
    /// it is on its way, and throws why it cannot be. The door need not be open.
    ///
    /// @param id the exchange's, or how that begins
    /// @param to an alias or `backend/model`; where nothing is said, the target of then
    public Replaying replay(String id, Optional<String> to) {
        return replays.begin(board.get(), server.ioThread(), id, to);
    }

    /// What a person is asked to do to sign in.
    ///
    /// @param code what they enter
    /// @param page where they enter it
    /// @param direct a page that knows the code already
    public record SignInCode(
            String backend, String code, String page, Optional<String> direct, Duration lifetime) {}

    /// Signs a person in to a backend; comes back when they are, and throws why they are not.
    /// Interrupt the thread to give it up.
    public void signIn(String id, Consumer<SignInCode> show) {
        Service service = service(id);
        service.backend()
                .signIn(
                        server.worker().getIoThread(),
                        code ->
                                show.accept(
                                        new SignInCode(
                                                service.name(),
                                                code.userCode(),
                                                code.page(),
                                                code.direct(),
                                                code.lifetime())));
    }

    /// How much credit is left at a backend, where its service tells; throws why it does not.
    public Optional<Credit> credit(String id) {
        return service(id).backend().credit(server.worker().getIoThread());
    }

    /// How each backend that is switched on does.
    public List<Health> health() {
        return board.get().backends().all().stream().map(Health::of).toList();
    }

    /// Forgets what a backend's failures have led to: its circuits close, its keys rest no longer,
    /// and requests that failed over and over are passed on again.
    public void reset(String id) {
        Service service = service(id);
        int circuits = service.standing().reset().size();
        int keys = service.backend().resting().size();
        service.backend().wake();
        board.get().journal().add(new Note.BackendReset(id, circuits, keys));
    }

    private Service service(String id) {
        return board.get()
                .backends()
                .service(id)
                .orElseThrow(
                        () ->
                                ProxyError.of(
                                        ProxyError.Kind.NO_ROUTE,
                                        "There is no backend '%s' that is switched on."
                                                .formatted(id)));
    }

    /// How many tokens our estimate gives a prompt on its way there.
    public long estimate(Prompt prompt, Target target) {
        return board.get().estimator().prompt(prompt, target);
    }
}
