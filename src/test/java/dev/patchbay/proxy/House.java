package dev.patchbay.proxy;

import dev.patchbay.backend.Backend;
import dev.patchbay.backend.Backends;
import dev.patchbay.backend.DemoBackend;
import dev.patchbay.backend.HttpBackend;
import dev.patchbay.backend.Network;
import dev.patchbay.backend.OwnSockets;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.SystemProxy;
import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Codecs;
import dev.patchbay.proxy.board.Door;
import dev.patchbay.proxy.board.Gate;
import dev.patchbay.proxy.board.Ids;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.board.Pricing;
import dev.patchbay.proxy.bodies.Keeping;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.door.Limits;
import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AsWritten;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.Timeouts;
import dev.patchbay.settings.masking.KnownSecrets;
import dev.patchbay.tokens.Calibration;
import dev.patchbay.tokens.Estimator;

import okhttp3.tls.HandshakeCertificates;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// A real proxy on a free port of this computer, in front of backends of the test's choice.
public final class House implements AutoCloseable {
    public static final String TOKEN = "local-token-of-the-test";

    static final X509TrustManager PLATFORM =
            new HandshakeCertificates.Builder()
                    .addPlatformTrustedCertificates()
                    .build()
                    .trustManager();

    private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    final KnownSecrets secrets = new KnownSecrets();
    private final OwnSockets own = new OwnSockets();
    private final ProxyServer server;
    private final Backends backends;
    public final Board board;

    public House(Settings settings, Pace pace) throws Exception {
        this(settings, pace, PLATFORM);
    }

    public House(Settings settings, Pace pace, Limits limits) throws Exception {
        this(settings, pace, limits, PLATFORM);
    }

    public House(Settings settings, Pace pace, Limits limits, X509TrustManager trust)
            throws Exception {
        this(
                settings,
                pace,
                limits,
                trust,
                _ -> Signer.NONE,
                Optional.empty(),
                InstantSource.system(),
                Accounts.NONE);
    }

    /// @param trust whom it trusts; without one, whom this Java trusts
    public House(Settings settings, Pace pace, X509TrustManager trust) throws Exception {
        this(settings, pace, Limits.USUAL, trust);
    }

    /// One that asks its backends for their models.
    ///
    /// @param cache where it keeps what they tell
    public static House listing(Settings settings, Path cache, InstantSource clock)
            throws Exception {
        return new House(
                settings,
                Pace.USUAL,
                Limits.USUAL,
                PLATFORM,
                _ -> Signer.NONE,
                Optional.of(cache),
                clock,
                Accounts.NONE);
    }

    /// Who counts what passes in a house, and who is asked about it.
    public record Accounts(Gate gate, Pricing pricing, Consumer<Note> listener) {
        static final Accounts NONE = new Accounts(Gate.OPEN, Pricing.NONE, _ -> {});
    }

    /// One whose exchanges are counted, priced and limited.
    public static House counting(Settings settings, Accounts accounts) throws Exception {
        return new House(
                settings,
                Pace.USUAL,
                Limits.USUAL,
                PLATFORM,
                _ -> Signer.NONE,
                Optional.empty(),
                InstantSource.system(),
                accounts);
    }

    /// One whose time this clock tells.
    static House at(Settings settings, InstantSource clock) throws Exception {
        return new House(
                settings,
                Pace.USUAL,
                Limits.USUAL,
                PLATFORM,
                _ -> Signer.NONE,
                Optional.empty(),
                clock,
                Accounts.NONE);
    }

    /// @param signers who shows each backend a credential
    private House(
            Settings settings,
            Pace pace,
            Limits limits,
            X509TrustManager trust,
            Function<BackendSettings, Signer> signers,
            Optional<Path> cache,
            InstantSource clock,
            Accounts accounts)
            throws Exception {
        var journal = new Journal(secrets::mask);
        journal.listen(accounts.listener());
        journal.listen(notes::add);
        backends =
                Backends.of(
                        settings.backends(),
                        each -> open(each, trust, signers),
                        Backends.none(),
                        clock);
        Catalogues catalogues =
                cache.map(folder -> new Catalogues(this::ioThread, folder, clock, journal))
                        .orElse(Catalogues.none())
                        .of(backends);
        board =
                new Board(
                        settings,
                        Optional.empty(),
                        new Router(settings, catalogues),
                        backends,
                        catalogues,
                        Codecs.of(new BoundedKeepsakes(1 << 20)),
                        new Door(settings.server(), shown -> nameOf(shown, settings), own),
                        accounts.gate(),
                        accounts.pricing(),
                        journal,
                        Recording.NONE,
                        secrets,
                        new Estimator(new Calibration()),
                        pace,
                        clock);
        server = new ProxyServer(() -> board, "test", limits);
        server.start(settings.server());
    }

    /// One OpenAI-compatible backend that takes every name as it is.
    public static Settings inFrontOf(String baseUrl) {
        return Settings.DEFAULT
                .withBackends(List.of(BackendSettings.of("up", BackendKind.OPENAI, baseUrl)))
                .withDefaultAlias(Optional.empty())
                .withPort(0);
    }

    /// The same with other timeouts, in seconds, for its first backend.
    static Settings impatient(Settings settings, int firstByte, int idle, int total) {
        BackendSettings backend = settings.backends().getFirst();
        return settings.withBackend(
                backend.withTimeouts(
                        new Timeouts(
                                1, OptionalInt.of(firstByte), idle, total, AsWritten.NOTHING)));
    }

    /// An alias `m` that leads through these backends, one after another.
    static Settings chain(String... baseUrls) {
        var backends = new ArrayList<BackendSettings>();
        var targets = new ArrayList<Target>();
        for (String url : baseUrls) {
            String id = "up" + (backends.size() + 1);
            backends.add(BackendSettings.of(id, BackendKind.OPENAI, url));
            targets.add(Target.of(id, "model-" + id));
        }
        return Settings.DEFAULT
                .withBackends(backends)
                .withDefaultAlias(Optional.empty())
                .withAlias(Alias.of("m", targets.toArray(Target[]::new)))
                .withPort(0);
    }

    /// With credentials, in front of backends that this Java trusts.
    static House signing(Settings settings, Function<BackendSettings, Signer> signers)
            throws Exception {
        return new House(
                settings,
                Pace.USUAL,
                Limits.USUAL,
                PLATFORM,
                signers,
                Optional.empty(),
                InstantSource.system(),
                Accounts.NONE);
    }

    static House signing(Settings settings, Pace pace, Function<BackendSettings, Signer> signers)
            throws Exception {
        return new House(
                settings,
                pace,
                Limits.USUAL,
                PLATFORM,
                signers,
                Optional.empty(),
                InstantSource.system(),
                Accounts.NONE);
    }

    /// With credentials, and with a clock of the test's own for all that is waited for between
    /// requests.
    static House at(
            InstantSource clock, Settings settings, Function<BackendSettings, Signer> signers)
            throws Exception {
        return new House(
                settings,
                Pace.USUAL,
                Limits.USUAL,
                PLATFORM,
                signers,
                Optional.empty(),
                clock,
                Accounts.NONE);
    }

    static House at(InstantSource clock, Settings settings) throws Exception {
        return at(clock, settings, _ -> Signer.NONE);
    }

    private Optional<Backend> open(
            BackendSettings settings,
            X509TrustManager trust,
            Function<BackendSettings, Signer> signers) {
        if (settings.kind() == BackendKind.DEMO) {
            var codec = new OpenAiCodec(new BoundedKeepsakes(1 << 20), Ids::random);
            return Optional.of(new DemoBackend(codec, Duration.ZERO));
        }
        return Optional.of(
                new HttpBackend(
                        settings,
                        signers.apply(settings),
                        new Network((X509ExtendedTrustManager) trust, SystemProxy.NONE, own)));
    }

    private XnioIoThread ioThread() {
        return server.ioThread();
    }

    /// The value of the local token of this name.
    static String tokenOf(String name) {
        return name.equals("default") ? TOKEN : TOKEN + "-of-" + name;
    }

    private static Optional<String> nameOf(String shown, Settings settings) {
        return settings.server().tokens().stream()
                .map(LocalToken::name)
                .filter(name -> shown.equals(tokenOf(name)))
                .findFirst();
    }

    int port() {
        return server.port();
    }

    public Switchboard switchboard() {
        return switchboard(Keeping.NOTHING);
    }

    public Switchboard switchboard(Keeping keeping) {
        return new Switchboard(() -> board, server, keeping);
    }

    public ProxyServer server() {
        return server;
    }

    OwnSockets own() {
        return own;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /// The next note of this kind, which must come within a generous while.
    public <N extends Note> N await(Class<N> kind) throws InterruptedException {
        return await(kind, _ -> true);
    }

    public <N extends Note> N await(Class<N> kind, Predicate<N> wanted)
            throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            Note note = next(until);
            if (note == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " was noted in time");
            }
            if (kind.isInstance(note) && wanted.test(kind.cast(note))) {
                return kind.cast(note);
            }
        }
    }

    /// Fails if such a note comes within this while.
    public void awaitNone(Class<? extends Note> kind, Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        for (Note note = next(until); note != null; note = next(until)) {
            if (kind.isInstance(note)) {
                throw new AssertionError("unexpected: " + note);
            }
        }
    }

    private @Nullable Note next(long until) throws InterruptedException {
        return notes.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        server.stop();
        backends.close();
        server.close();
    }
}
