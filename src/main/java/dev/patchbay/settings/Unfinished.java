package dev.patchbay.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// What is to take a file's place, while it is written: a hidden file beside it.
///
/// A writer that is killed leaves it behind, and in it perhaps a key that has moved away meanwhile.
/// So it is locked for as long as its writer lives, the system takes the lock back from one that
/// dies, and `sweep` removes what it can lock itself. A program that sweeps while it writes may
/// lose its own locks early, as file locks are; the worst that comes of it is a write that fails
/// and says so.
final class Unfinished implements AutoCloseable {
    /// Behind any content: where locks hinder readers, they hinder nobody there.
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private static final String ENDING = ".tmp";
    private static final Pattern NAME = Pattern.compile("\\..+-[0-9a-f-]+\\" + ENDING);

    private enum Lock {
        HAD,
        HELD,
        UNKNOWN
    }

    private final Path path;
    private final FileChannel channel;

    private Unfinished(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// A new one, readable for its owner alone.
    static Unfinished of(Path target) throws IOException {
        while (true) {
            Path path = target.resolveSibling(prefix(target) + UUID.randomUUID() + ENDING);
            var channel =
                    FileChannel.open(
                            path,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            OwnerOnly.permissions(path, "rw-------"));
            var begun = new Unfinished(path, channel);
            // Between its first moment and its lock it may have been swept.
            if (lock(channel) != Lock.HELD && Files.exists(path)) {
                return begun;
            }
            begun.close();
        }
    }

    FileChannel channel() {
        return channel;
    }

    Path path() {
        return path;
    }

    /// Puts what was written in the place of the file. The lock goes with the channel, after that.
    void take(Path target) throws IOException {
        channel.force(true);
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path); // only there if something failed
    }

    /// Removes what dead writers of this file left.
    static void sweep(Path target) throws IOException {
        sweep(target.resolveSibling(""), it -> name(it).startsWith(prefix(target)) && isOne(it));
    }

    /// Removes what dead writers left in this folder, and in those that lie in it.
    static void sweepAll(Path folder) throws IOException {
        sweep(folder, Unfinished::isOne);
        for (Path inside : found(folder, it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))) {
            sweep(inside, Unfinished::isOne);
        }
    }

    private static void sweep(Path folder, DirectoryStream.Filter<Path> which) throws IOException {
        for (Path left : found(folder, which)) {
            removeIfDead(left);
        }
    }

    private static List<Path> found(Path folder, DirectoryStream.Filter<Path> which)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, which)) {
            files.forEach(found::add);
        } catch (NoSuchFileException _) {
            // Then there is nothing in it.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static void removeIfDead(Path left) throws IOException {
        try (var channel =
                FileChannel.open(
                        left, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (lock(channel) == Lock.HAD) {
                Files.deleteIfExists(left);
            }
        } catch (NoSuchFileException | AccessDeniedException _) {
            // Its writer has just finished, or is another user.
        }
    }

    private static Lock lock(FileChannel channel) {
        try {
            return channel.tryLock(LOCKED, 1, false) == null ? Lock.HELD : Lock.HAD;
        } catch (OverlappingFileLockException _) {
            return Lock.HELD; // in this program
        } catch (IOException _) {
            return Lock.UNKNOWN; // a file system without locks, where nobody sweeps therefore
        }
    }

    private static boolean isOne(Path file) {
        return NAME.matcher(name(file)).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static String prefix(Path file) {
        return "." + name(file) + "-";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
