package dev.patchbay.settings;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files and folders that only their owner may read, from the first moment they exist. On systems
/// without such permissions the user's own folders keep others out.
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            PosixFilePermissions.fromString("----w--w-");
    private static final int STICKY = 01000;

    private OwnerOnly() {}

    /// Writes a file's content, as much at a time as it likes.
    public interface Content<E extends Exception> {
        void to(OutputStream out) throws IOException, E;
    }

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

    /// Makes a folder that holds files of ours. If it exists and others may write there, who could
    /// put links in the place of our files, it is closed to them; a place that is everybody's is
    /// refused.
    public static void ownFolder(Path folder) throws IOException {
        folder(folder);
        if (!hasPermissions(folder)) {
            return;
        }
        Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(folder);
        var closed = EnumSet.copyOf(allowed);
        if (!closed.removeAll(OTHERS_WRITE)) {
            return;
        }
        if (((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "everybody may write there; choose a folder of your own");
        }
        Files.setPosixFilePermissions(folder, closed);
    }

    /// Sees that what is about to be written to is a file of ours: no link, no second name of
    /// another file, and closed to others from here on. Nothing there is as good.
    public static void ownFile(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "is a link, or no file at all");
        }
        if (!hasPermissions(file)) {
            return;
        }
        if ((int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            throw new FileSystemException(file.toString(), null, "has a second name elsewhere");
        }
        if (!FILE.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /// Puts this content in the place of a file so that at any moment, even if the power fails,
    /// the whole old or the whole new content is there. A link, and a second name of another file,
    /// is replaced, not written through.
    public static void write(Path file, byte[] content) throws IOException {
        OwnerOnly.<RuntimeException>write(file, out -> out.write(content), Set.of());
    }

    /// The same for content that need not fit into the memory.
    public static <E extends Exception> void write(Path file, Content<E> content)
            throws IOException, E {
        write(file, content, Set.of());
    }

    /// As `write`, for a file that is there and is not ours: who may read it stays as it is.
    public static void replace(Path file, byte[] content) throws IOException {
        OwnerOnly.<RuntimeException>write(
                file,
                out -> out.write(content),
                hasPermissions(file) ? Files.getPosixFilePermissions(file) : Set.of());
    }

    /// @param permissions none leaves it to its owner
    private static <E extends Exception> void write(
            Path file, Content<E> content, Set<PosixFilePermission> permissions)
            throws IOException, E {
        Path target = file.toAbsolutePath();
        Path folder = parent(target);
        try (var next = Unfinished.of(target)) {
            var out = new BufferedOutputStream(Channels.newOutputStream(next.channel()));
            content.to(out);
            out.flush();
            if (!permissions.isEmpty()) {
                Files.setPosixFilePermissions(next.path(), permissions);
            }
            next.take(target);
        }
        if (hasPermissions(folder)) {
            // The new name must reach the disk as well; elsewhere a folder cannot be opened.
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Removes what writers left behind that were killed, from this folder of ours and from those
    /// that lie in it. What somebody is writing stays.
    public static void sweep(Path folder) throws IOException {
        Unfinished.sweepAll(folder);
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
}
