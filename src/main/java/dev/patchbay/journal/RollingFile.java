package dev.patchbay.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
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

    private final Path file;
    private final long limit;
    private OutputStream out;
    private long size;

    RollingFile(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        Files.createDirectories(file.toAbsolutePath().getParent());
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
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var channel = Files.newByteChannel(file, options, ownerOnly());
        size = channel.size();
        return java.nio.channels.Channels.newOutputStream(channel);
    }

    private void roll() throws IOException {
        out.close();
        for (int i = KEPT - 1; i >= 1; i--) {
            moveIfThere(older(i), older(i + 1));
        }
        moveIfThere(file, older(1));
        out = open();
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

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
