package dev.patchbay.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions and links")
class RollingFileTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("logs/x.jsonl");
    }

    private void write(String line) throws IOException {
        try (var rolling = new RollingFile(file(), 20)) {
            rolling.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String older(int number) throws IOException {
        return Files.readString(folder.resolve("logs/x." + number + ".jsonl"));
    }

    @Test
    void the_file_and_its_folder_are_their_owners_alone() throws Exception {
        write("one\n");

        assertEquals("rwx------", permissions(folder.resolve("logs")));
        assertEquals("rw-------", permissions(file()));
    }

    @Test
    void a_full_file_makes_way() throws Exception {
        write("fifteen letters\n");
        write("again so many\n");

        assertEquals("again so many\n", Files.readString(file()));
        assertEquals("fifteen letters\n", older(1));
    }

    @Test
    void a_file_that_others_can_read_is_closed_to_them() throws Exception {
        write("one\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        write("two\n");

        assertEquals("rw-------", permissions(file()));
        assertEquals("one\ntwo\n", Files.readString(file()));
    }

    @Test
    void nothing_is_added_through_a_link_or_a_second_name() throws Exception {
        Files.createDirectory(folder.resolve("logs"));
        Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");
        String before = permissions(theirs);
        Files.createSymbolicLink(file(), theirs);
        write("one\n");
        Files.delete(file());
        Files.createLink(file(), theirs);
        write("two\n");

        assertEquals("theirs", Files.readString(theirs));
        assertEquals(before, permissions(theirs));
        assertEquals("two\n", Files.readString(file()));
        assertTrue(Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
