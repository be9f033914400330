package dev.patchbay.settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The settings in force, and the one way to change them.
///
/// Two values are kept apart: what is *stored* in the file, which changes are made to, and what is
/// *current*, which has the overrides of this run laid over it and is never written.
///
/// What must not be lost is never overwritten: while the file holds what we cannot use (a newer
/// version, a slip in somebody's editor), changes are refused with the reason.
public final class SettingsStore implements AutoCloseable {
    private final @Nullable SettingsFile file;
    private final Migrations migrations;
    private final Overrides overrides;
    private final List<Consumer<SettingsNews>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Reading stored = fresh();
    private volatile Settings current = Settings.DEFAULT;
    private volatile Optional<String> readOnly = Optional.empty();
    private byte @Nullable [] seen;
    private @Nullable SettingsWatch watch;

    SettingsStore(
            @Nullable SettingsFile file,
            Migrations migrations,
            Overrides overrides,
            Consumer<SettingsNews> listener) {
        this.file = file;
        this.migrations = migrations;
        this.overrides = overrides;
        listeners.add(listener);
    }

    /// Reads the file, or begins with defaults where there is none; the file is first written when
    /// something changes.
    public static SettingsStore open(
            Path path, Overrides overrides, InstantSource clock, Consumer<SettingsNews> listener) {
        var file = new SettingsFile(path, clock);
        var store = new SettingsStore(file, Migrations.SHIPPED, overrides, listener);
        store.begin(file);
        return store;
    }

    /// Settings without a file: changes live as long as the program.
    public static SettingsStore inMemory(Settings settings, Overrides overrides) {
        var store = new SettingsStore(null, Migrations.SHIPPED, overrides, _ -> {});
        store.stored = new Reading(settings, List.of(), settings.version());
        store.current = overrides.over(settings);
        return store;
    }

    /// The settings in force.
    public Settings current() {
        return current;
    }

    /// The settings as the file has them, without the overrides of this run.
    public Settings stored() {
        return stored.settings();
    }

    /// What is wrong with the settings in force, and with the overrides of this run.
    public List<Problem> problems() {
        Reading reading = stored;
        List<Problem> all = new ArrayList<>(reading.problems());
        all.addAll(overrides.problems(reading.settings()));
        return List.copyOf(all);
    }

    /// The file, if there is one.
    public Optional<Path> path() {
        return Optional.ofNullable(file).map(SettingsFile::path);
    }

    /// Why changes are refused at present, if they are.
    public Optional<String> readOnly() {
        return readOnly;
    }

    public void listen(Consumer<SettingsNews> listener) {
        listeners.add(listener);
    }

    /// Changes what is stored: checked, written, in force. May block for the disk.
    public Settings update(UnaryOperator<Settings> change) throws SettingsRefused {
        lock.lock();
        try {
            if (file == null) {
                take(checked(change));
            } else {
                save(file, change);
            }
            tell(new SettingsNews.Saved(current, problems()));
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// From now on changes that others make to the file are taken as they come.
    public void watch() throws IOException {
        lock.lock();
        try {
            if (file != null && watch == null) {
                OwnerOnly.folder(file.folder());
                watch = new SettingsWatch(file.path(), this::reload, this::watchLost);
            }
        } finally {
            lock.unlock();
        }
        reload(); // what changed before the watch began
    }

    /// Looks at the file now.
    public void reload() {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            look(file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (watch != null) {
                watch.close();
                watch = null;
            }
        } finally {
            lock.unlock();
        }
    }

    void begin(SettingsFile from) {
        current = overrides.over(stored.settings());
        try {
            Optional<byte[]> content = from.read();
            if (content.isEmpty()) {
                tell(new SettingsNews.Loaded(current, problems()));
                return;
            }
            seen = content.get();
            Reading reading = Reading.of(content.get(), migrations);
            take(reading);
            if (isNewer(reading)) {
                tell(newer(reading));
            } else {
                tell(new SettingsNews.Loaded(current, problems()));
            }
        } catch (SettingsJson.Unreadable e) {
            moveAside(from, e.message());
        } catch (IOException e) {
            reject(from, "It cannot be opened (" + reason(e) + ").");
        }
    }

    private void moveAside(SettingsFile from, String reason) {
        try {
            Path was = from.path();
            Path to = from.moveAside();
            seen = null;
            tell(new SettingsNews.MovedAside(was, to, reason));
        } catch (IOException e) {
            reject(from, reason + " It cannot be moved aside either (" + reason(e) + ").");
        }
    }

    private void look(SettingsFile from) {
        try {
            Optional<byte[]> content = from.read();
            if (Arrays.equals(content.orElse(null), seen)) {
                return;
            }
            seen = content.orElse(null);
            if (content.isEmpty()) {
                readOnly = Optional.empty();
                String message =
                        from.path()
                                + " is gone. The settings in force stay, and are written again"
                                + " with the next change.";
                tell(rejected(new Problem("", message, Problem.Reach.FILE)));
                return;
            }
            consider(from, Reading.of(content.get(), migrations));
        } catch (SettingsJson.Unreadable e) {
            reject(from, e.message());
        } catch (IOException e) {
            reject(from, "It cannot be opened (" + reason(e) + ").");
        }
    }

    private void consider(SettingsFile from, Reading reading) {
        if (isNewer(reading)) {
            tell(newer(reading));
            return;
        }
        List<Problem> fatal =
                reading.notIn(stored).stream()
                        .filter(problem -> problem.reach() == Problem.Reach.FILE)
                        .toList();
        if (!fatal.isEmpty()) {
            readOnly = Optional.of(from.path() + " needs mending first: " + fatal.getFirst());
            tell(new SettingsNews.Rejected(fatal));
            return;
        }
        readOnly = Optional.empty();
        take(reading);
        tell(new SettingsNews.Loaded(current, problems()));
    }

    private void save(SettingsFile to, UnaryOperator<Settings> change) throws SettingsRefused {
        try (var _ = to.hold()) {
            look(to);
            if (readOnly.isPresent()) {
                throw SettingsRefused.because(readOnly.get(), null);
            }
            Reading next = checked(change);
            byte[] content = Reading.content(next.settings());
            if (seen != null && stored.fileVersion() < migrations.version()) {
                to.keepCopy(stored.fileVersion());
            }
            to.write(content);
            seen = content;
            take(next);
        } catch (IOException e) {
            throw SettingsRefused.because(
                    to.path() + " could not be written (" + reason(e) + ").", e);
        }
    }

    /// The changed settings as a reader of the file would find them: the same checks for a change
    /// of ours as for one by hand.
    private Reading checked(UnaryOperator<Settings> change) throws SettingsRefused {
        byte[] content = Reading.content(change.apply(stored.settings()));
        try {
            Reading next = Reading.of(content, migrations);
            List<Problem> wrong = next.notIn(stored);
            if (!wrong.isEmpty()) {
                throw SettingsRefused.because(wrong);
            }
            return next;
        } catch (SettingsJson.Unreadable e) {
            throw new IllegalStateException("our own file could not be read", e);
        }
    }

    private void take(Reading reading) {
        stored = reading;
        current = overrides.over(reading.settings());
    }

    private boolean isNewer(Reading reading) {
        return reading.fileVersion() > migrations.version();
    }

    private SettingsNews newer(Reading reading) {
        readOnly =
                Optional.of(
                        "The settings were written by a newer Patchbay (version %d, this one knows %d); update this one to change them."
                                .formatted(reading.fileVersion(), migrations.version()));
        return new SettingsNews.NewerVersion(reading.fileVersion(), migrations.version());
    }

    private void reject(SettingsFile from, String message) {
        String whole = from.path() + " cannot be used: " + message;
        readOnly = Optional.of(whole);
        tell(rejected(new Problem("", whole, Problem.Reach.FILE)));
    }

    private void watchLost() {
        String message = "The folder of the settings is gone; changes by hand go unnoticed now.";
        tell(rejected(new Problem("", message, Problem.Reach.FILE)));
    }

    private void tell(SettingsNews news) {
        listeners.forEach(listener -> listener.accept(news));
    }

    private static SettingsNews rejected(Problem problem) {
        return new SettingsNews.Rejected(List.of(problem));
    }

    private static Reading fresh() {
        return new Reading(Settings.DEFAULT, List.of(), Settings.VERSION);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
