package dev.patchbay.gui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MemoryTest {
    /// On a thread of its own, whose outcome nobody wants.
    private static final Errands SOON = Errands.by(Thread::startVirtualThread, _ -> {});

    @TempDir Path folder;

    @Test
    void what_was_remembered_is_on_the_disk_once_it_is_settled() throws Exception {
        Path file = folder.resolve("windows.properties");
        var memory = new Memory(file, SOON);
        for (int i = 0; i < 100; i++) {
            memory.put("place", "at " + i);
            memory.settle(Duration.ofSeconds(20));

            assertEquals(Optional.of("at " + i), new Memory(file, SOON).get("place"), "try " + i);
        }
    }

    @Test
    void what_cannot_be_written_is_not_waited_for() throws Exception {
        Path file = Files.createFile(folder.resolve("no folder")).resolve("windows.properties");
        var memory = new Memory(file, SOON);
        memory.put("place", "here");
        long began = System.nanoTime();
        memory.settle(Duration.ofMinutes(5));

        assertTrue(System.nanoTime() - began < Duration.ofMinutes(1).toNanos());
        assertEquals(Optional.of("here"), memory.get("place"));
    }
}
