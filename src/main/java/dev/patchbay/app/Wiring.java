package dev.patchbay.app;

import dev.patchbay.backend.Backend;
import dev.patchbay.backend.Backends;
import dev.patchbay.backend.DemoBackend;
import dev.patchbay.backend.HttpBackend;
import dev.patchbay.backend.KeySigner;
import dev.patchbay.backend.LoginSigner;
import dev.patchbay.backend.Network;
import dev.patchbay.backend.Signer;
import dev.patchbay.backend.SystemProxy;
import dev.patchbay.backend.Trust;
import dev.patchbay.backend.oci.OciSigner;
import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.codec.Codec;
import dev.patchbay.codec.oci.OciCodec;
import dev.patchbay.codec.openai.OpenAiCodec;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.Control;
import dev.patchbay.desktop.ControlSocket;
import dev.patchbay.hub.Dialect;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogSink;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.LocalTokens;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.proxy.Board;
import dev.patchbay.proxy.Catalogues;
import dev.patchbay.proxy.Door;
import dev.patchbay.proxy.Gate;
import dev.patchbay.proxy.Ids;
import dev.patchbay.proxy.Pace;
import dev.patchbay.proxy.ProxyServer;
import dev.patchbay.proxy.Router;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.settings.AuthStyle;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsNews;
import dev.patchbay.settings.SettingsStore;
import dev.patchbay.tokens.Estimator;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// The parts list: the one place that builds services. Reads top to bottom, closes in reverse.
final class Wiring implements AutoCloseable {
    /// Whether what happens goes to the log and, if the user wants, to the console.
    enum Voice {
        LOG,
        QUIET
    }

    private static final long KEEPSAKE_BYTES = 16L << 20;

    private final InstantSource clock = InstantSource.system();
    private final Overrides overrides;
    private final Map<String, String> environment;
    private final Path settingsFolder;
    private final Voice voice;
    private final Journal journal = new Journal();
    private final Optional<LogSink> log;
    private final KeyRing secrets;
    private final LoginFiles logins;
    private final SystemProxy proxy;
    private volatile Network network;
    private final OpenAiCodec openAi =
            new OpenAiCodec(new BoundedKeepsakes(KEEPSAKE_BYTES), Ids::random);
    private final Map<Dialect, Codec.Back> codecs =
            Map.of(
                    Dialect.OPENAI,
                    openAi,
                    Dialect.OCI,
                    new OciCodec(new BoundedKeepsakes(KEEPSAKE_BYTES), Ids::random));
    private final Estimator estimator = new Estimator();
    private final SettingsStore store;
    private volatile @Nullable Board board;
    private final ProxyServer server;
    private final Switchboard switchboard;
    private volatile LocalTokens tokens;
    private final Optional<ControlSocket> control;

    static Wiring of(
            AppPaths paths, Overrides overrides, Map<String, String> environment, Voice voice)
            throws IOException {
        Path file = overrides.settingsFile().orElse(paths.settingsFile());
        var wiring = new Wiring(paths.ready(), file, false, overrides, environment, voice);
        wiring.store.watch();
        return wiring;
    }

    /// With built-in settings that live as long as the program; settings.json is neither read nor
    /// written.
    static Wiring demo(
            AppPaths paths, Overrides overrides, Map<String, String> environment, Voice voice)
            throws IOException {
        return new Wiring(paths.ready(), paths.settingsFile(), true, overrides, environment, voice);
    }

    private Wiring(
            AppPaths paths,
            Path settingsFile,
            boolean demo,
            Overrides overrides,
            Map<String, String> environment,
            Voice voice) {
        this.overrides = overrides;
        this.environment = Map.copyOf(environment);
        this.voice = voice;
        this.settingsFolder = Objects.requireNonNull(settingsFile.toAbsolutePath().getParent());
        this.log = openLog(paths);
        secrets = KeyDesk.ring(paths, environment, settingsFolder, this::keyPlace);
        logins = new LoginFiles(paths.loginsFolder());
        proxy = SystemProxy.of(environment);
        store =
                demo
                        ? SettingsStore.inMemory(Settings.DEFAULT, overrides)
                        : SettingsStore.open(settingsFile, overrides, clock, this::heard);
        tokens = tokens(store.current());
        network = network(store.current());
        board =
                board(
                        store.current(),
                        Backends.none(),
                        new Catalogues(
                                this::ioThread, paths.cache(), InstantSource.system(), journal));
        applied(demo ? "the demo" : settingsFile.toString(), store.current(), store.problems());
        server = new ProxyServer(this::current, Version.text());
        switchboard = new Switchboard(this::current, server);
        journal.add(
                new Note.ProgramStarted(
                        Version.text(),
                        Runtime.version().toString(),
                        ProcessHandle.current().pid()));
        if (voice == Voice.LOG) {
            control = openControl(paths.controlSocket());
            if (!demo) {
                Thread.ofVirtual()
                        .name("key move")
                        .start(() -> finishMove(KeyDesk.move(paths, environment, store)));
            }
        } else {
            control = Optional.empty();
        }
    }

    Switchboard switchboard() {
        return switchboard;
    }

    /// The default local token, for a person's eyes.
    String token() {
        return tokens.defaultValue().map(Secret::reveal).orElse("");
    }

    boolean answersByDemo() {
        return store.current().backends().stream()
                .allMatch(each -> each.kind() == BackendKind.DEMO);
    }

    private KeyPlace keyPlace() {
        return store.current().keys().store();
    }

    private Board current() {
        return Objects.requireNonNull(board);
    }

    private XnioIoThread ioThread() {
        return server.ioThread();
    }

    private Board board(Settings settings, Backends before, Catalogues known) {
        var backends = Backends.of(settings.backends(), this::open, before);
        var catalogues = known.of(backends);
        return new Board(
                settings,
                Optional.empty(),
                new Router(settings, catalogues),
                backends,
                catalogues,
                codecs,
                new Door(settings.server(), shown -> tokens.match(shown).map(LocalToken::name)),
                Gate.OPEN,
                journal,
                Recording.NONE,
                estimator,
                Pace.USUAL);
    }

    private Optional<Backend> open(BackendSettings settings) {
        return switch (settings.kind()) {
            case OPENAI, OCI -> http(settings);
            case DEMO -> Optional.of(new DemoBackend(openAi, DemoBackend.USUAL_BEAT));
            case ANTHROPIC -> {
                journal.add(
                        new Note.SettingsFault(
                                "backend " + settings.id(),
                                "Backends of kind %s cannot be used yet."
                                        .formatted(settings.kind().text()),
                                "It is left out."));
                yield Optional.empty();
            }
        };
    }

    private Optional<Backend> http(BackendSettings settings) {
        try {
            BackendSettings placed = settings.baseUrl().isEmpty() ? placed(settings) : settings;
            return Optional.of(new HttpBackend(placed, signer(placed), network));
        } catch (SecretUnavailable e) {
            journal.add(
                    new Note.SettingsFault(
                            "backend " + settings.id(), e.message(), "It is left out."));
            return Optional.empty();
        }
    }

    /// A backend of OCI without an address is where its profile is.
    private BackendSettings placed(BackendSettings settings) throws SecretUnavailable {
        return settings.withBaseUrl(
                OciSigner.usualAddress(settings, secrets, home(), environment)
                        .orElseThrow(
                                () ->
                                        new SecretUnavailable(
                                                SecretUnavailable.Reason.MISSING,
                                                "It has no baseUrl, and neither it nor its OCI"
                                                        + " profile names a region.")));
    }

    private Signer signer(BackendSettings settings) {
        return switch (settings.auth().style()) {
            case AuthStyle.Oci _ ->
                    OciSigner.of(
                            settings,
                            secrets,
                            home(),
                            environment,
                            trusting(network.trust()),
                            clock);
            case AuthStyle.OAuth _ -> LoginSigner.of(settings, logins, network, clock);
            default -> KeySigner.of(settings, secrets, clock);
        };
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    private static SSLContext trusting(X509ExtendedTrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private LocalTokens tokens(Settings settings) {
        var loaded =
                LocalTokens.load(
                        settings.server().tokens(), overrides.token(), secrets, settingsFolder);
        loaded.made().forEach(name -> journal.add(new Note.TokenMade(name)));
        loaded.problems().forEach(this::note);
        return loaded;
    }

    // ------------------------------------------------------------------ changes while running

    private void heard(SettingsNews news) {
        switch (news) {
            case SettingsNews.Loaded(Settings settings, List<Problem> problems) ->
                    change("settings.json", settings, problems);
            case SettingsNews.Saved(Settings settings, List<Problem> problems) ->
                    change("a change", settings, problems);
            case SettingsNews.Rejected(List<Problem> problems) -> problems.forEach(this::note);
            case SettingsNews.MovedAside(Path from, Path to, String reason) ->
                    journal.add(
                            new Note.SettingsFault(
                                    from.getFileName().toString(),
                                    reason,
                                    "It was moved to %s; defaults are in force."
                                            .formatted(to.getFileName())));
            case SettingsNews.NewerVersion(int version, int known) ->
                    journal.add(
                            new Note.SettingsFault(
                                    "settings.json",
                                    "It has version %d, and this Patchbay knows %d."
                                            .formatted(version, known),
                                    "It is not touched; defaults are in force."));
        }
    }

    private synchronized void change(String source, Settings settings, List<Problem> problems) {
        Board before = board;
        if (before == null) {
            return;
        }
        tokens = tokens(settings);
        if (settings.keys().store() != before.settings().keys().store()) {
            readAgain(settings);
            before = current();
        }
        if (settings.caFile().equals(before.settings().caFile())) {
            board = board(settings, before.backends(), before.catalogues());
        } else {
            network = network(settings);
            board = board(settings, Backends.none(), before.catalogues());
            before.backends().close();
        }
        applied(source, settings, problems);
        moveDoor(before.settings().server(), settings.server());
        if (server.port() > 0) {
            current().catalogues().freshen();
        }
    }

    private void applied(String source, Settings settings, List<Problem> problems) {
        log.ifPresent(sink -> sink.show(level(settings), settings.log().console()));
        problems.forEach(this::note);
        if (settings.keys().store() == KeyPlace.FILE) {
            note(
                    new Problem(
                            "keys.store",
                            "Keys are kept in %s.".formatted(secrets.keychain().place()),
                            Problem.Reach.NOTE));
        }
        journal.add(
                new Note.SettingsApplied(
                        source, settings.backends().size(), settings.aliases().size()));
    }

    // ------------------------------------------------------------------ other programs of ours

    private Optional<ControlSocket> openControl(Path socket) {
        try {
            return Optional.of(
                    ControlSocket.open(
                            socket,
                            this::hear,
                            fault -> journal.add(new Note.Fault("control", fault))));
        } catch (IOException | UnsupportedOperationException e) {
            journal.add(
                    new Note.Fault(
                            "control",
                            "Other programs cannot reach this one (%s), so what verbs change about keys counts after a restart."
                                    .formatted(e.getMessage())));
            return Optional.empty();
        }
    }

    private Control.Reply hear(Control.Word word) {
        return switch (word) {
            case HELLO -> Control.Reply.done();
            case RELOAD -> {
                store.reload();
                reload();
                yield Control.Reply.done();
            }
            case REVEAL -> Control.Reply.cannot("It has no window.");
        };
    }

    private synchronized void reload() {
        secrets.forgetAll();
        tokens = tokens(store.current());
        readAgain(store.current());
        journal.add(new Note.KeysReloaded(tokens.count()));
    }

    /// Backends remember their keys, so they are made anew; exchanges under way keep theirs.
    private void readAgain(Settings settings) {
        secrets.forgetAll();
        Board before = current();
        board = board(settings, Backends.none(), before.catalogues());
        before.backends().close();
    }

    private void finishMove(KeyMove move) {
        try {
            if (move.finish()) {
                reload();
            }
        } catch (SecretUnavailable e) {
            journal.add(new Note.Fault("keys", "A move of keys waits to be finished. " + e.message()));
        } catch (IOException e) {
            journal.add(new Note.Fault("keys", "A move of keys is not finished: " + e.getMessage()));
        }
    }

    // ------------------------------------------------------------------ the door

    private void moveDoor(ServerSettings from, ServerSettings to) {
        if (server.port() == 0 || from.host().equals(to.host()) && from.port() == to.port()) {
            return;
        }
        try {
            server.move(to);
        } catch (ProxyServer.Unopened e) {
            journal.add(
                    new Note.SettingsFault(
                            "server",
                            e.reason(),
                            "Patchbay stays on port %d.".formatted(server.port())));
        }
    }

    private void note(Problem problem) {
        journal.add(new Note.SettingsFault(problem.path(), problem.message(), ""));
    }

    // ------------------------------------------------------------------ parts

    private Optional<LogSink> openLog(AppPaths paths) {
        if (voice == Voice.QUIET) {
            return Optional.empty();
        }
        LogSink.openFile(paths.logFile());
        var sink = new LogSink(clock, LogLevel.INFO, true);
        journal.listen(sink::hear);
        return Optional.of(sink);
    }

    private static LogLevel level(Settings settings) {
        return LogLevel.valueOf(settings.log().level().toUpperCase(Locale.ROOT));
    }

    /// The network, and whose certificates count there.
    private Network network(Settings settings) {
        Optional<String> caFile = settings.caFile();
        try {
            return new Network(
                    caFile.isPresent()
                            ? Trust.ofSystemWith(caFile.get(), settingsFolder)
                            : Trust.ofSystem(),
                    proxy);
        } catch (Trust.Unusable e) {
            journal.add(
                    new Note.SettingsFault(
                            "caFile", e.message(), "The usual authorities count, and no others."));
            return new Network(Trust.ofSystem(), proxy);
        }
    }

    /// The end of the program: closes everything and the log last.
    void farewell() {
        try {
            close();
        } catch (RuntimeException e) {
            journal.add(new Note.Fault("stop", e.toString()));
        } finally {
            LogSink.closeFile();
        }
    }

    @Override
    public void close() {
        control.ifPresent(this::end);
        server.stop();
        current().backends().close();
        server.close();
        try {
            store.close();
        } catch (IOException e) {
            journal.add(
                    new Note.Fault("settings", "The watch on settings.json could not be ended."));
        }
    }

    private void end(ControlSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            journal.add(new Note.Fault("control", "The control socket could not be taken away."));
        }
    }
}
