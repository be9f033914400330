package dev.patchbay.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that only their owner may read, from the first moment they exist. On systems
/// without such permissions the user's own folders keep others out.
public final class OwnerOnly {
    private static final String TEMPORARY = ".tmp";

    private OwnerOnly() {}

    /// Makes a folder and what is missing above it. One that exists is left as it is.
    public static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    /// Makes the folder in which a file is to lie.
    public static void folderOf(Path file) throws IOException {
        folder(parent(file.toAbsolutePath()));
    }

    /// Puts this content in the place of a file so that at any moment, even if the power fails,
    /// the whole old or the whole new content is there. A symbolic link is replaced, not
    /// followed.
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, Set.of());
    }

    /// As `write`, for a file that is there and is not ours: who may read it stays as it is.
    public static void replace(Path file, byte[] content) throws IOException {
        write(file, content, hasPermissions(file) ? Files.getPosixFilePermissions(file) : Set.of());
    }

    /// @param permissions none leaves it to its owner
    private static void write(Path file, byte[] content, Set<PosixFilePermission> permissions)
            throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = parent(target);
        Path temporary =
                Files.createTempFile(
                        folder, prefix(target), TEMPORARY, permissions(target, "rw-------"));
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (!permissions.isEmpty()) {
                Files.setPosixFilePermissions(temporary, permissions);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary); // only there if something failed
        }
        if (hasPermissions(folder)) {
            // The new name must reach the disk as well; elsewhere a folder cannot be opened.
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Removes what writers of this file left behind when they were killed. Nobody may be writing.
    static void sweep(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        try (var leftovers =
                Files.newDirectoryStream(
                        parent(target),
                        it ->
                                name(it).startsWith(prefix(target))
                                        && name(it).endsWith(TEMPORARY))) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /// What a file that is about to be made is to allow, where the system knows such permissions.
    public static FileAttribute<?>[] permissions(Path path, String permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path parent(Path absolute) throws IOException {
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(absolute + " is no file");
        }
        return folder;
    }

    private static String prefix(Path file) {
        return "." + name(file) + "-";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
