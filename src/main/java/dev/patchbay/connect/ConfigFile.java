package dev.patchbay.connect;

import dev.patchbay.settings.OwnerOnly;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;

/// Another program's file on the disk. A link in its place stays, and what it leads to is changed.
final class ConfigFile {
    private static final long LARGEST = 16 << 20;

    private final Path path;

    ConfigFile(Path path) {
        this.path = path;
    }

    boolean hasFolder() {
        return Files.isDirectory(folder());
    }

    /// What is in it, or nothing if there is no file.
    Optional<byte[]> read() throws Refused {
        try {
            if (!exists()) {
                return Optional.empty();
            }
            Path target = target();
            if (!Files.isRegularFile(target)) {
                throw refused("It is no file.", null);
            }
            if (Files.size(target) > LARGEST) {
                throw refused("It has more than " + (LARGEST >> 20) + " MB.", null);
            }
            return Optional.of(Files.readAllBytes(target));
        } catch (IOException e) {
            throw refused("It cannot be read.", e);
        }
    }

    /// A file that its owner made read-only is meant to stay as it is, though whoever may write in
    /// its folder could replace it.
    void mustBeWritable() throws Refused {
        try {
            if (exists() && isReadOnly(target())) {
                throw refused("It is read-only.", null);
            }
        } catch (IOException e) {
            throw refused("It cannot be read.", e);
        }
    }

    /// Makes the file, or changes what it holds.
    void write(byte[] content) throws Refused {
        try {
            if (exists()) {
                OwnerOnly.replace(target(), content);
            } else {
                OwnerOnly.folder(folder());
                OwnerOnly.write(path, content);
            }
        } catch (IOException e) {
            throw refused("It cannot be written.", e);
        }
    }

    /// Removes the file that we made.
    ///
    /// @param folderToo whether its folder goes as well, if nothing else is in it
    void remove(boolean folderToo) throws Refused {
        try {
            Files.delete(target());
            if (folderToo) {
                try (var others = Files.list(folder())) {
                    if (others.findAny().isPresent()) {
                        return;
                    }
                }
                Files.delete(folder());
            }
        } catch (IOException e) {
            throw refused("It cannot be removed.", e);
        }
    }

    Refused refused(String why, @Nullable Throwable cause) {
        return new Refused(path + " was not touched. " + why, cause);
    }

    private Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file has a folder");
    }

    private Path target() throws IOException, Refused {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            throw refused("It is a link to something that is not there.", e);
        }
    }

    private boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isReadOnly(Path target) throws IOException {
        boolean closed =
                target.getFileSystem().supportedFileAttributeViews().contains("posix")
                        && !Files.getPosixFilePermissions(target)
                                .contains(PosixFilePermission.OWNER_WRITE);
        return closed || !Files.isWritable(target);
    }
}
