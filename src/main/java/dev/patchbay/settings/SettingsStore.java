package dev.patchbay.settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The settings in force, and the one way to change them.
public final class SettingsStore implements AutoCloseable {
    private final InForce inForce;
    private final @Nullable SettingsSync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SettingsWatch watch;

    private SettingsStore(InForce inForce, @Nullable SettingsSync sync) {
        this.inForce = inForce;
        this.sync = sync;
    }

    /// Reads the file, or begins with defaults where there is none; the file is first written when
    /// something changes.
    public static SettingsStore open(
            Path path, Overrides overrides, InstantSource clock, Consumer<SettingsNews> listener) {
        return open(new SettingsFile(path, clock), Migrations.SHIPPED, overrides, listener);
    }

    static SettingsStore open(
            SettingsFile file,
            Migrations migrations,
            Overrides overrides,
            Consumer<SettingsNews> listener) {
        var inForce = new InForce(migrations, overrides);
        inForce.listen(listener);
        var sync = new SettingsSync(file, migrations, inForce);
        sync.begin();
        return new SettingsStore(inForce, sync);
    }

    /// Settings without a file: changes live as long as the program.
    public static SettingsStore inMemory(Settings settings, Overrides overrides) {
        var inForce = new InForce(Migrations.SHIPPED, overrides);
        inForce.take(new Reading(settings, settings.problems(), settings.version()));
        return new SettingsStore(inForce, null);
    }

    /// The settings in force.
    public Settings current() {
        return inForce.current();
    }

    /// The settings as the file has them, without the overrides of this run.
    public Settings stored() {
        return inForce.stored().settings();
    }

    /// What is wrong with the settings in force, and with the overrides of this run.
    public List<Problem> problems() {
        return inForce.problems();
    }

    /// The file, if there is one.
    public Optional<Path> path() {
        return Optional.ofNullable(sync).map(it -> it.file().path());
    }

    /// Why changes are refused at present, if they are.
    public Optional<String> readOnly() {
        return sync == null ? Optional.empty() : sync.readOnly();
    }

    public void listen(Consumer<SettingsNews> listener) {
        inForce.listen(listener);
    }

    /// Changes what is stored: checked, written, in force. May block for the disk.
    public Settings update(UnaryOperator<Settings> change) throws SettingsRefused {
        lock.lock();
        try {
            if (sync == null) {
                inForce.take(inForce.changed(change));
            } else {
                sync.save(change);
            }
            inForce.tell(new SettingsNews.Saved(current(), problems()));
            return current();
        } finally {
            lock.unlock();
        }
    }

    /// Puts other settings in the place of those that are known to be stored. Refused if the stored
    /// ones are others by now, so that nothing is overwritten that nobody saw.
    public Settings replace(Settings known, Settings next) throws SettingsRefused {
        try {
            return update(
                    now -> {
                        if (!now.equals(known)) {
                            throw new Outdated();
                        }
                        return next;
                    });
        } catch (Outdated e) {
            throw SettingsRefused.because("The settings were changed elsewhere meanwhile.", e);
        }
    }

    private static final class Outdated extends RuntimeException {
        Outdated() {
            super(null, null, false, false);
        }
    }

    /// Whether this change could be made, as things stand; nothing is written.
    public void rehearse(UnaryOperator<Settings> change) throws SettingsRefused {
        lock.lock();
        try {
            if (readOnly().isPresent()) {
                throw SettingsRefused.because(readOnly().get(), null);
            }
            inForce.changed(change);
        } finally {
            lock.unlock();
        }
    }

    /// From now on changes that others make to the file are taken as they come.
    public void watch() throws IOException {
        lock.lock();
        try {
            if (sync != null && watch == null) {
                OwnerOnly.folder(sync.file().folder());
                watch = new SettingsWatch(sync.file().path(), this::reload, this::watchLost);
            }
        } finally {
            lock.unlock();
        }
        reload(); // what changed before the watch began
    }

    /// Looks at the file now.
    public void reload() {
        if (sync == null) {
            return;
        }
        lock.lock();
        try {
            sync.look();
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

    private void watchLost() {
        String message = "The folder of the settings is gone; changes by hand go unnoticed now.";
        inForce.tell(
                new SettingsNews.Rejected(List.of(new Problem("", message, Problem.Reach.FILE))));
    }
}
