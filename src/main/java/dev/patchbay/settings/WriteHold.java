package dev.patchbay.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

/// The right to read, change and write one file, against other processes of ours; until closed.
public final class WriteHold implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final FileChannel channel;
    private final FileLock lock;

    private WriteHold(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Waits for the right. The file itself need not exist, its folder must. What writers left
    /// behind that were killed is swept away.
    public static WriteHold on(Path file) throws IOException {
        return on(file, LONGEST_WAIT);
    }

    /// @param longest how long others may take with it
    public static WriteHold on(Path file, Duration longest) throws IOException {
        // The file is replaced by every write, so the lock is on another one beside it.
        Path lockFile = file.resolveSibling("." + file.getFileName() + ".lock");
        var channel =
                FileChannel.open(
                        lockFile,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        OwnerOnly.permissions(lockFile, "rw-------"));
        try {
            var hold = new WriteHold(channel, lock(channel, longest));
            Unfinished.sweep(file);
            return hold;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static FileLock lock(FileChannel channel, Duration longest) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        // Tried once at least: whoever was kept from running meanwhile has waited for nobody.
        do {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException _) {
                // Held elsewhere in this process: to us the same as by another process.
            }
            pause();
        } while (System.nanoTime() - deadline < 0);
        throw new IOException("another Patchbay has been writing it for a while");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(Duration.ofMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for another writer was interrupted", e);
        }
    }
}
