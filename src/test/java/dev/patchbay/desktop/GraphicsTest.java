package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GraphicsTest {
    @TempDir Path root;

    @Test
    void a_linux_without_a_device_draws_by_its_processor() {
        assertFalse(Graphics.hasProcessor("Linux", root));
    }

    @Test
    void a_device_of_a_driver_is_a_graphics_processor() throws Exception {
        Files.createDirectories(root.resolve("dev/dri"));

        assertTrue(Graphics.hasProcessor("Linux", root));
    }

    @Test
    void other_systems_always_have_one() {
        assertTrue(Graphics.hasProcessor("Mac OS X", root));
        assertTrue(Graphics.hasProcessor("Windows 11", root));
    }
}
