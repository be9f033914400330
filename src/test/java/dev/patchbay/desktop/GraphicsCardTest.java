package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class GraphicsCardTest {
    @TempDir Path devices;

    @Test
    void a_linux_whose_drivers_show_nothing_has_none() {
        assertFalse(GraphicsCard.isThere("Linux", devices));
    }

    @Test
    void a_driver_of_any_kind_shows_one() throws IOException {
        for (String sign : new String[] {"dri", "nvidia0", "dxg"}) {
            Path device = Files.createDirectory(devices.resolve(sign));
            assertTrue(GraphicsCard.isThere("Linux", devices), sign);
            Files.delete(device);
        }
    }

    @Test
    void other_systems_always_have_one() {
        assertTrue(GraphicsCard.isThere("Mac OS X", devices));
        assertTrue(GraphicsCard.isThere("Windows 11", devices));
    }
}
