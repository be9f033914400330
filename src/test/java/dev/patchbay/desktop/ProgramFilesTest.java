package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.desktop.ProgramFiles.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/// What an installer does to our files, as we see it.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ProgramFilesTest {
    @TempDir Path folder;
    private Path first;
    private Path second;
    private ProgramFiles files;

    @BeforeEach
    void start() throws IOException {
        first = Files.writeString(folder.resolve("first.jar"), "one");
        second = Files.writeString(folder.resolve("second.jar"), "one");
        files = new ProgramFiles(List.of(first, second));
    }

    /// As package managers do it: a new file under another name, which then takes the old one's.
    private void put(Path file, String content) throws IOException {
        Path beside = Files.writeString(folder.resolve("new"), content);
        // Packages bring their files' times with them.
        Files.setLastModifiedTime(beside, FileTime.fromMillis(1_000_000_000_000L));
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void nothing_has_changed_while_nobody_installs() {
        assertEquals(State.SAME, files.look());
        assertEquals(State.SAME, files.look());
    }

    @Test
    void other_files_count_when_nobody_is_at_work_on_them_any_more() throws IOException {
        put(first, "two, a longer one");
        assertEquals(State.CHANGING, files.look());
        put(second, "two, a longer one");
        assertEquals(State.CHANGING, files.look());

        assertEquals(State.REPLACED, files.look());
    }

    @Test
    void a_file_of_the_same_size_is_another_one() throws IOException {
        put(first, "two");
        files.look();

        assertEquals(State.REPLACED, files.look());
    }

    @Test
    void a_program_that_was_removed_is_not_replaced() throws IOException {
        Files.delete(first);
        files.look();
        assertEquals(State.SAME, files.look());

        put(first, "two");
        files.look();
        assertEquals(State.REPLACED, files.look());
    }

    @Test
    void whoever_does_not_know_its_files_never_sees_a_change() throws IOException {
        var nothing = new ProgramFiles(List.of());
        put(first, "two");

        assertEquals(State.SAME, nothing.look());
    }
}
