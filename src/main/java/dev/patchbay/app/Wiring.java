package dev.patchbay.app;

import dev.patchbay.app.renewal.Renewal;
import dev.patchbay.backend.Backends;
import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.connect.Access;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.desktop.ProgramFiles;
import dev.patchbay.history.CacheWatch;
import dev.patchbay.history.HistoryReader;
import dev.patchbay.history.HistoryStore;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogLevel;
import dev.patchbay.journal.LogSink;
import dev.patchbay.journal.Note;
import dev.patchbay.journal.Recording;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.LocalTokens;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.ledger.Budgets;
import dev.patchbay.ledger.Ledger;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Codecs;
import dev.patchbay.proxy.board.Door;
import dev.patchbay.proxy.board.Pace;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.proxy.door.Unopened;
import dev.patchbay.proxy.routing.Router;
import dev.patchbay.settings.BackendKind;
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
import dev.patchbay.settings.masking.KnownSecrets;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The parts list: the one place that builds services. Reads top to bottom, closes in reverse.
final class Wiring implements AutoCloseable {
    /// Whether what happens goes to the log and, if the user wants, to the console.
    enum Voice {
        LOG,
        /// To the log alone: the console is somebody else's.
        FILE,
        QUIET
    }

    private static final long KEEPSAKE_BYTES = 16L << 20;

    private final InstantSource clock = InstantSource.system();
    private final ZoneId zone = ZoneId.systemDefault();
    private final AppPaths paths;
    private final Overrides overrides;
    private final KnownSecrets known;
    private final Path settingsFolder;
    private final Voice voice;
    private final Journal journal;
    private final Optional<LogSink> log;
    private final Optional<HistoryStore> history;
    private final KeyRing secrets;
    private final LoginFiles logins;
    private final BackendBuilder builder;
    private final Codecs codecs = Codecs.of(new BoundedKeepsakes(KEEPSAKE_BYTES));
    private final SettingsStore store;
    private final Books books;
    private volatile @Nullable Board board;
    private final ProxyServer server;
    private final Switchboard switchboard;
    private final Renewal renewal;
    private volatile LocalTokens tokens;
    private final Optional<Ear> ear;
    private volatile Optional<Runnable> window = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();

    static Wiring of(
            AppPaths paths,
            Overrides overrides,
            Map<String, String> environment,
            KnownSecrets known,
            Voice voice)
            throws IOException {
        Path file = overrides.settingsFile().orElse(paths.settingsFile());
        var wiring = new Wiring(paths.ready(), file, false, overrides, environment, known, voice);
        wiring.store.watch();
        return wiring;
    }

    /// With built-in settings that live as long as the program; settings.json is neither read nor
    /// written.
    static Wiring demo(
            AppPaths paths,
            Overrides overrides,
            Map<String, String> environment,
            KnownSecrets known,
            Voice voice)
            throws IOException {
        return new Wiring(
                paths.ready(), paths.settingsFile(), true, overrides, environment, known, voice);
    }

    private Wiring(
            AppPaths paths,
            Path settingsFile,
            boolean demo,
            Overrides overrides,
            Map<String, String> environment,
            KnownSecrets known,
            Voice voice) {
        this.paths = paths;
        this.overrides = overrides;
        this.known = known;
        overrides.token().ifPresent(known::add);
        journal = new Journal(known::mask);
        this.voice = voice;
        this.settingsFolder = Objects.requireNonNull(settingsFile.toAbsolutePath().getParent());
        this.log = openLog(paths);
        secrets = KeyDesk.ring(paths, environment, settingsFolder, this::keyPlace, known);
        logins = new LoginFiles(paths.loginsFolder(), known);
        store =
                demo
                        ? SettingsStore.inMemory(Settings.DEFAULT, overrides)
                        : SettingsStore.open(settingsFile, overrides, clock, this::heard);
        if (demo) {
            store.listen(this::heard); // changes live as long as the program, but they count
        }
        history = openHistory(paths, store.current());
        books = books(paths, store.current());
        if (!demo && voice == Voice.LOG) {
            books.tend();
        }
        tokens = tokens(store.current());
        builder =
                new BackendBuilder(
                        secrets,
                        logins,
                        codecs.openAi(),
                        environment,
                        settingsFolder,
                        store.current(),
                        known,
                        clock,
                        journal);
        board =
                board(
                        store.current(),
                        Backends.none(),
                        new Catalogues(this::ioThread, paths.cache(), clock, journal));
        restore(paths);
        applied(demo ? "the demo" : settingsFile.toString(), store.current(), store.problems());
        server = new ProxyServer(this::current, Version.text());
        switchboard = new Switchboard(this::current, server, new KeptRequests(paths, history));
        renewal = made(OwnProgram.path().flatMap(_ -> OwnProgram.jar()));
        journal.add(
                new Note.ProgramStarted(
                        Version.text(),
                        Runtime.version().toString(),
                        ProcessHandle.current().pid()));
        ear =
                voice == Voice.LOG
                        ? Optional.of(
                                new Ear(
                                        paths.controlSocket(),
                                        journal,
                                        this::reload,
                                        this::reveal,
                                        switchboard))
                        : Optional.empty();
        if (voice == Voice.LOG) {
            renewal.watch();
        }
        if (voice == Voice.LOG && !demo) {
            KeyMove move = KeyDesk.move(paths, environment, store);
            Thread.ofVirtual().name("key move").start(() -> finishMove(move));
        }
    }

    Switchboard switchboard() {
        return switchboard;
    }

    Books books() {
        return books;
    }

    // What windows show, and by what they change it

    AppPaths paths() {
        return paths;
    }

    Journal journal() {
        return journal;
    }

    KnownSecrets known() {
        return known;
    }

    SettingsStore settings() {
        return store;
    }

    Overrides overrides() {
        return overrides;
    }

    /// What is known right now of the models that backends list.
    Listings listings() {
        return current().catalogues();
    }

    KeyRing secrets() {
        return secrets;
    }

    LoginFiles logins() {
        return logins;
    }

    Path settingsFolder() {
        return settingsFolder;
    }

    Ledger ledger() {
        return books.ledger();
    }

    Budgets budgets() {
        return books.budgets();
    }

    /// How many requests are not over.
    int underWay() {
        return server.underWay();
    }

    InstantSource clock() {
        return clock;
    }

    ZoneId zone() {
        return zone;
    }

    /// What becomes of us when another version is installed.
    Renewal renewal() {
        return renewal;
    }

    /// From now on another start of this program brings up our window.
    void onReveal(Runnable show) {
        window = Optional.of(show);
    }

    private boolean reveal() {
        window.ifPresent(Runnable::run);
        return window.isPresent();
    }

    /// How a client reaches us, with the default token; nothing if there is none.
    Optional<Access> access() {
        ServerSettings door = store.current().server();
        int port = server.port() > 0 ? server.port() : door.port();
        return tokens.defaultValue().map(token -> Access.of(door.host(), port, token));
    }

    /// The default local token, for a person's eyes.
    String token() {
        return tokens.defaultValue().map(Secret::reveal).orElse("");
    }

    /// Our own address, as clients are told it.
    String address() {
        ServerSettings door = store.current().server();
        return Greeting.address(door.host(), door.port());
    }

    /// The value of the token by which a client has this profile; of the default token for none.
    Optional<Secret> tokenOf(Optional<String> profile) {
        if (profile.isEmpty()) {
            return tokens.defaultValue();
        }
        return store.current().server().tokens().stream()
                .filter(token -> token.profile().equals(profile))
                .findFirst()
                .flatMap(token -> tokens.value(token.name()));
    }

    /// The settings as the file has them, whatever was said for this run.
    Settings storedSettings() {
        return store.stored();
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

    private Board board(Settings settings, Backends before, Catalogues lists) {
        var backends = Backends.of(settings.backends(), builder::build, before, clock);
        var catalogues = lists.of(backends);
        return new Board(
                settings,
                Optional.empty(),
                new Router(settings, catalogues),
                backends,
                catalogues,
                codecs,
                new Door(
                        settings.server(),
                        shown -> tokens.match(shown).map(LocalToken::name),
                        builder.own()),
                books::ask,
                books::cost,
                journal,
                recording(settings),
                known,
                books.estimator(),
                Pace.USUAL,
                clock);
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
        history.ifPresent(kept -> kept.apply(settings.history()));
        boolean otherTrust = !settings.caFile().equals(before.settings().caFile());
        boolean otherPlace = settings.keys().store() != before.settings().keys().store();
        if (otherPlace) {
            secrets.forgetAll();
        }
        tokens = tokens(settings);
        books.follow(settings);
        if (otherTrust) {
            builder.trust(settings);
        }
        if (otherTrust || otherPlace) {
            board = board(settings, Backends.none(), before.catalogues());
            before.backends().close();
        } else {
            board = board(settings, before.backends(), before.catalogues());
        }
        applied(source, settings, problems);
        moveDoor(before.settings().server(), settings.server());
        if (server.port() > 0) {
            current().catalogues().freshen();
        }
    }

    private void applied(String source, Settings settings, List<Problem> problems) {
        log.ifPresent(
                sink -> sink.show(level(settings), voice == Voice.LOG && settings.log().console()));
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

    void reload() {
        store.reload();
        readAgain();
    }

    /// Backends remember their keys, so they are made anew; exchanges under way keep theirs.
    private synchronized void readAgain() {
        secrets.forgetAll();
        tokens = tokens(store.current());
        Board before = current();
        board = board(store.current(), Backends.none(), before.catalogues());
        before.backends().close();
        journal.add(new Note.KeysReloaded(tokens.count()));
    }

    private void finishMove(KeyMove move) {
        try {
            if (move.finish()) {
                readAgain();
            }
        } catch (SecretUnavailable e) {
            unfinished(e.message());
        } catch (IOException e) {
            unfinished(String.valueOf(e.getMessage()));
        }
    }

    private void unfinished(String why) {
        journal.add(new Note.Fault("keys", "A move of keys waits to be finished. " + why));
    }

    // ------------------------------------------------------------------ the door

    private void moveDoor(ServerSettings from, ServerSettings to) {
        if (server.port() == 0 || from.host().equals(to.host()) && from.port() == to.port()) {
            return;
        }
        try {
            server.move(to);
        } catch (Unopened e) {
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

    private Renewal made(Optional<Path> jar) {
        return new Renewal(
                new ProgramFiles(jar.stream().toList()),
                () -> jar.map(OwnProgram::version).orElse(Version.UNKNOWN),
                journal,
                server::underWay,
                clock);
    }

    private Books books(AppPaths paths, Settings settings) {
        return new Books(
                new KeptPrices(paths.pricesFile(), journal),
                new KeptCalibration(paths.calibrationFile(), journal),
                settings,
                clock,
                zone,
                journal);
    }

    private Optional<LogSink> openLog(AppPaths paths) {
        if (voice == Voice.QUIET) {
            return Optional.empty();
        }
        LogSink.openFile(paths.logFile(), known::mask);
        var sink = new LogSink(clock, LogLevel.INFO, voice == Voice.LOG);
        journal.listen(sink::hear);
        return Optional.of(sink);
    }

    /// Only a program that serves has something to keep.
    private Optional<HistoryStore> openHistory(AppPaths paths, Settings settings) {
        if (voice == Voice.QUIET) {
            return Optional.empty();
        }
        var kept =
                new HistoryStore(
                        paths.historyFile(),
                        paths.nativeFolder(),
                        settings.history(),
                        clock,
                        zone,
                        journal,
                        known);
        journal.listen(kept::hear);
        return Optional.of(kept);
    }

    /// Budgets go on where they were when the last program ended, however it did.
    private void restore(AppPaths paths) {
        if (history.isEmpty()) {
            return;
        }
        var watch = new CacheWatch(clock, journal);
        try {
            history.get().settle();
            var past = PastDays.of(paths, LocalDate.ofInstant(clock.instant(), zone));
            books.restore(past.entries());
            watch.restore(past.sums());
        } catch (HistoryReader.Unreadable e) {
            journal.add(new Note.Fault("history", e.getMessage() + " Budgets begin at nothing."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.listen(watch::hear);
    }

    private Recording recording(Settings settings) {
        return settings.history().keepBodies()
                ? history.map(HistoryStore::recording).orElse(Recording.NONE)
                : Recording.NONE;
    }

    private static LogLevel level(Settings settings) {
        return LogLevel.valueOf(settings.log().level().toUpperCase(Locale.ROOT));
    }

    /// A thread ended by a fault that nobody expected.
    void met(Thread thread, Throwable fault) {
        journal.add(new Note.Fault("thread " + thread.getName(), fault.toString()));
    }

    /// The end of the program for the one that comes after it: like a farewell, but whoever is
    /// answered is answered to the end, however long that takes.
    ///
    /// False if it was told to end meanwhile, and so nobody is to come after it.
    boolean retire() {
        server.drain();
        if (closed.get()) {
            return false;
        }
        farewell();
        return true;
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
        if (closed.getAndSet(true)) {
            return;
        }
        ear.ifPresent(Ear::close);
        server.stop();
        current().backends().close();
        server.close();
        history.ifPresent(HistoryStore::close);
        books.close();
        try {
            store.close();
        } catch (IOException e) {
            journal.add(
                    new Note.Fault("settings", "The watch on settings.json could not be ended."));
        }
    }
}
