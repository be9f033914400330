package dev.patchbay.app.house;

import dev.patchbay.app.renewal.Renewal;
import dev.patchbay.codec.BoundedKeepsakes;
import dev.patchbay.desktop.AppPaths;
import dev.patchbay.hub.Rates;
import dev.patchbay.hub.Target;
import dev.patchbay.journal.Journal;
import dev.patchbay.journal.LogSink;
import dev.patchbay.journal.Note;
import dev.patchbay.keys.KeyRing;
import dev.patchbay.keys.LoginFiles;
import dev.patchbay.ledger.Budgets;
import dev.patchbay.ledger.Ledger;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.board.Codecs;
import dev.patchbay.proxy.catalogue.Catalogues;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.proxy.door.ProxyServer;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsNews;
import dev.patchbay.settings.SettingsStore;
import dev.patchbay.settings.masking.KnownSecrets;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The parts list: the one place that builds services. Reads top to bottom, closes in reverse.
public final class Wiring implements AutoCloseable {
    private static final long KEEPSAKE_BYTES = 16L << 20;

    private final InstantSource clock = InstantSource.system();
    private final ZoneId zone = ZoneId.systemDefault();
    private final AppPaths paths;
    private final Overrides overrides;
    private final KnownSecrets known;
    private final Path settingsFolder;
    private final Journal journal;
    private final KeyRing secrets;
    private final LoginFiles logins;
    private final SettingsNotes notes;
    private final SettingsStore store;
    private final KeptHistory history;
    private final Books books;
    private final ProxyServer server;
    private final Switchboard switchboard;
    private final OwnDoor door;
    private final Renewal renewal;
    private final Optional<Ear> ear;
    private final Boards boards;
    private volatile @Nullable Changes changes;
    private volatile Optional<Runnable> window = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();

    public static Wiring of(
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
    public static Wiring demo(
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
        settingsFolder = Objects.requireNonNull(settingsFile.toAbsolutePath().getParent());
        Optional<LogSink> log = voice.sink(paths, known, clock, journal);
        secrets = KeyDesk.ring(paths, environment, settingsFolder, this::keyPlace, known);
        logins = new LoginFiles(paths.loginsFolder(), known);
        notes = new SettingsNotes(journal, log, voice, secrets);
        store =
                demo
                        ? SettingsStore.inMemory(Settings.DEFAULT, overrides)
                        : SettingsStore.open(settingsFile, overrides, clock, this::heard);
        if (demo) {
            store.listen(this::heard); // changes live as long as the program, but they count
        }
        Settings settings = store.current();
        history = new KeptHistory(paths, voice, settings.history(), known, clock, zone, journal);
        books =
                new Books(
                        new KeptPrices(paths.pricesFile(), journal),
                        new KeptCalibration(paths.calibrationFile(), journal),
                        settings,
                        clock,
                        zone,
                        journal);
        if (!demo && voice == Voice.LOG) {
            books.tend();
        }
        if (voice != Voice.QUIET) {
            journal.listen(HeapRoom.ofThisProgram()::hear);
        }
        var codecs = Codecs.of(new BoundedKeepsakes(KEEPSAKE_BYTES));
        var builder =
                new BackendBuilder(
                        secrets,
                        logins,
                        codecs.openAi(),
                        environment,
                        settingsFolder,
                        settings,
                        known,
                        clock,
                        journal);
        var lists = new Catalogues(this::ioThread, paths.cache(), clock, journal);
        boards =
                new Boards(
                        settings,
                        lists,
                        builder,
                        codecs,
                        books,
                        history,
                        secrets,
                        new TokenReading(overrides.token(), secrets, settingsFolder, notes, journal)
                                ::of,
                        known,
                        clock,
                        journal);
        history.restore(books);
        notes.applied(demo ? "the demo" : settingsFile.toString(), settings, store.problems());
        server = new ProxyServer(this::current, Version.text());
        door = new OwnDoor(() -> store.current().server(), boards::tokens, server, journal);
        changes = new Changes(store, notes, history, books, boards, door, server);
        switchboard = new Switchboard(this::current, server, history.requests());
        renewal = Renewal.ofUs(Version.UNKNOWN, journal, server::underWay, clock);
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
            new HalfDoneMove(KeyDesk.move(paths, environment, store), journal, changes::readAgain)
                    .start();
        }
    }

    private KeyPlace keyPlace() {
        return store.current().keys().store();
    }

    private Board current() {
        return boards.current();
    }

    private XnioIoThread ioThread() {
        return server.ioThread();
    }

    // ------------------------------------------------------------------ what windows and verbs use

    public Switchboard switchboard() {
        return switchboard;
    }

    public AppPaths paths() {
        return paths;
    }

    public Journal journal() {
        return journal;
    }

    public KnownSecrets known() {
        return known;
    }

    public SettingsStore settings() {
        return store;
    }

    public Overrides overrides() {
        return overrides;
    }

    /// What is known right now of the models that backends list.
    public Listings listings() {
        return current().catalogues();
    }

    public KeyRing secrets() {
        return secrets;
    }

    public LoginFiles logins() {
        return logins;
    }

    public Path settingsFolder() {
        return settingsFolder;
    }

    public Ledger ledger() {
        return books.ledger();
    }

    /// What a model costs by all that is known but the user's own prices. May block.
    public Optional<Rates> usualRates(Target target) {
        return books.usualRates(target);
    }

    public Budgets budgets() {
        return books.budgets();
    }

    public OwnDoor door() {
        return door;
    }

    /// What becomes of us when another version is installed.
    public Renewal renewal() {
        return renewal;
    }

    /// How many requests are not over.
    public int underWay() {
        return server.underWay();
    }

    public InstantSource clock() {
        return clock;
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean answersByDemo() {
        return store.current().backends().stream()
                .allMatch(each -> each.kind() == BackendKind.DEMO);
    }

    /// From now on another start of this program brings up our window.
    public void onReveal(Runnable show) {
        window = Optional.of(show);
    }

    private boolean reveal() {
        window.ifPresent(Runnable::run);
        return window.isPresent();
    }

    // ------------------------------------------------------------------ changes while running

    private void heard(SettingsNews news) {
        Changes ours = changes;
        if (ours != null) {
            ours.heard(news);
        } else if (news instanceof SettingsNews.Refused refused) {
            notes.refused(refused); // who is not built yet begins with what the store has
        }
    }

    /// Another program of ours changed the settings, or keys.
    public void reload() {
        Objects.requireNonNull(changes).reload();
    }

    // ------------------------------------------------------------------ the end

    /// A thread ended by a fault that nobody expected.
    public void met(Thread thread, Throwable fault) {
        journal.add(new Note.Fault("thread " + thread.getName(), fault.toString()));
    }

    /// The end of the program for the one that comes after it: like a farewell, but whoever is
    /// answered is answered to the end, however long that takes.
    ///
    /// False if it was told to end meanwhile, and so nobody is to come after it.
    public boolean retire() {
        server.drain();
        if (closed.get()) {
            return false;
        }
        farewell();
        return true;
    }

    /// The end of the program: closes everything and the log last.
    public void farewell() {
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
        boards.close();
        server.close();
        history.close();
        books.close();
        try {
            store.close();
        } catch (IOException e) {
            journal.add(
                    new Note.Fault("settings", "The watch on settings.json could not be ended."));
        }
    }
}
