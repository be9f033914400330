import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders as a whole.
final class Folders {
    private Folders() {}

    static Path empty(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        for (Path each : within(folder, Comparator.reverseOrder())) {
            Files.delete(each);
        }
    }

    /// Times, rights and symbolic links are kept.
    static void copy(Path from, Path to) throws IOException {
        for (Path each : within(from, Comparator.naturalOrder())) {
            Path there = to.resolve(from.relativize(each).toString());
            if (!Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(there.getParent());
                Files.copy(
                        each, there, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// Copies one file, whose folder is made if it is missing.
    static void put(Path file, Path at) throws IOException {
        Files.createDirectories(at.getParent());
        Files.copy(file, at, StandardCopyOption.COPY_ATTRIBUTES);
    }

    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    static long size(Path folder) throws IOException {
        return within(folder, Comparator.naturalOrder()).stream()
                .filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS))
                .mapToLong(Folders::sizeOf)
                .sum();
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> within(Path folder, Comparator<Path> order) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(order).toList();
        }
    }
}
