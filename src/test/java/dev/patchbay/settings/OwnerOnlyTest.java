package dev.patchbay.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnerOnlyTest {
    private static final int SIZE = 1 << 20;

    @TempDir Path folder;

    @Test
    void a_reader_finds_the_whole_old_or_the_whole_new_content_at_any_moment() throws Exception {
        Path file = folder.resolve("x");
        List<byte[]> contents = List.of(filled('a'), filled('b'));
        OwnerOnly.write(file, contents.getFirst());
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writing =
                    threads.submit(
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    OwnerOnly.write(file, contents.get(i % 2));
                                }
                                return true;
                            });
            while (!writing.isDone()) {
                byte[] found = Files.readAllBytes(file);
                assertEquals(SIZE, found.length);
                assertArrayEquals(filled((char) found[0]), found);
            }
            writing.get();
        }
    }

    @Test
    void a_write_that_fails_leaves_nothing_behind() throws Exception {
        Path file = Files.createDirectories(folder.resolve("x/not-empty")).getParent();

        assertThrows(IOException.class, () -> OwnerOnly.write(file, filled('a')));

        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_is_left_alone()
            throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "theirs");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        Path second = Files.createLink(folder.resolve("second"), other);

        for (Path file : List.of(link, second)) {
            OwnerOnly.write(file, filled('a'));

            assertEquals("theirs", Files.readString(other));
            assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
            assertEquals("rw-------", permissions(file));
        }
    }

    @Test
    void a_file_is_its_owners_alone_before_its_first_byte_is_there() throws Exception {
        Path file = folder.resolve("x");
        OwnerOnly.<IOException>write(
                file,
                out -> {
                    out.write(filled('a'));
                    out.flush();
                    try (var files = Files.list(folder)) {
                        assertEquals(
                                List.of("rw-------"),
                                files.map(OwnerOnlyTest::permissions).toList());
                    }
                });

        assertEquals("rw-------", permissions(file));
    }

    @Test
    void a_file_to_add_to_is_refused_if_it_is_a_link_or_a_second_name() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "theirs");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("no"));
        assertThrows(IOException.class, () -> OwnerOnly.ownFile(link));
        assertThrows(IOException.class, () -> OwnerOnly.ownFile(dangling));

        Path second = Files.createLink(folder.resolve("second"), other);
        assertThrows(IOException.class, () -> OwnerOnly.ownFile(second));
    }

    @Test
    void a_file_to_add_to_that_others_can_read_is_closed_to_them() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "ours");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        OwnerOnly.ownFile(file);

        assertEquals("rw-------", permissions(file));
    }

    @Test
    void a_folder_of_ours_in_which_others_may_write_is_closed_to_them() throws Exception {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxrwxr-x"));
        OwnerOnly.ownFolder(ours);
        OwnerOnly.ownFolder(folder.resolve("a/b"));

        assertEquals("rwxr-xr-x", permissions(ours));
        assertEquals("rwx------", permissions(folder.resolve("a")));
        assertEquals("rwx------", permissions(folder.resolve("a/b")));
    }

    @Test
    void a_folder_of_everybodys_is_refused_and_left_as_it_is() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setAttribute(shared, "unix:mode", 01777);

        assertThrows(IOException.class, () -> OwnerOnly.ownFolder(shared));
        assertEquals("rwxrwxrwx", permissions(shared));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] filled(char letter) {
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) letter);
        return content;
    }
}
