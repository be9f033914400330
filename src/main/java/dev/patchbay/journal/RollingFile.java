package dev.patchbay.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A log file that only its owner can read and that never grows without end: `patchbay.jsonl`, and
/// before it `patchbay.1.jsonl` (newest) to `patchbay.5.jsonl`.
final class RollingFile implements AutoCloseable {
    static final int KEPT = 5;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;
    private final long limit;
    private OutputStream out;
    private long size;

    RollingFile(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly("rwx------"));
        if (!isOurs()) {
            shift();
        }
        out = open();
    }

    void write(byte[] line) throws IOException {
        if (size > 0 && size + line.length > limit) {
            roll();
        }
        out.write(line);
        size += line.length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private OutputStream open() throws IOException {
        var options =
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        LinkOption.NOFOLLOW_LINKS);
        var channel = Files.newByteChannel(file, options, ownerOnly("rw-------"));
        size = channel.size();
        return java.nio.channels.Channels.newOutputStream(channel);
    }

    /// What is there already may be a link, or a second name of another file, to which nothing of
    /// ours is to be added: it is moved out of the way like an older log. One that others can read
    /// is closed to them.
    private boolean isOurs() throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!plain || !POSIX) {
            return plain;
        }
        boolean single = (int) Files.getAttribute(file, "unix:nlink") == 1;
        if (single) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return single;
    }

    private void roll() throws IOException {
        out.close();
        shift();
        out = open();
    }

    private void shift() throws IOException {
        for (int i = KEPT - 1; i >= 1; i--) {
            moveIfThere(older(i), older(i + 1));
        }
        moveIfThere(file, older(1));
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // The chain is shorter than it may be.
            return;
        }
    }

    private Path older(int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "." + number + name.substring(dot));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
