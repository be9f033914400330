package dev.patchbay.app.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SuccessorTest {
    @TempDir Path folder;

    @Test
    void it_is_hidden_as_we_are_whatever_we_were_told() {
        var shown = new Successor(folder, List.of("--port=5000"));
        var hidden = new Successor(folder, List.of("--hidden", "--port=5000"));

        assertEquals(List.of("--port=5000", "--hidden"), shown.with("--hidden", true).words());
        assertEquals(List.of("--port=5000", "--hidden"), hidden.with("--hidden", true).words());
        assertEquals(List.of("--port=5000"), hidden.with("--hidden", false).words());
    }

    @Test
    void a_program_that_was_removed_has_none() throws IOException {
        Path launcher = Files.writeString(folder.resolve("patchbay"), "#!/bin/sh\n");
        assertTrue(launcher.toFile().setExecutable(true));
        var successor = new Successor(launcher, List.of());
        assertTrue(successor.isThere());

        Files.delete(launcher);

        assertFalse(successor.isThere());
    }
}
