package dev.patchbay.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.desktop.TrayImages.Image;
import dev.patchbay.desktop.TrayImages.Look;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.imageio.ImageIO;

/// The icons of the tray, compared with what Java's own reader makes of them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrayImagesTest {
    @Test
    void every_pixel_is_read_as_javas_own_reader_reads_it() throws IOException {
        var images = new TrayImages();
        for (TrayModel.Icon icon : TrayModel.Icon.values()) {
            for (Look look : Look.values()) {
                BufferedImage strip = strip(icon, look);
                int left = 0;
                for (Image image : images.of(icon, look)) {
                    int size = image.size();
                    int[] expected = strip.getRGB(left, 0, size, size, null, 0, size);
                    assertArrayEquals(expected, image.argb(), icon + " " + look + " " + size);
                    left += size;
                }
                assertEquals(strip.getWidth(), left);
            }
        }
    }

    private static BufferedImage strip(TrayModel.Icon icon, Look look) throws IOException {
        String name = "tray/%s-%s.png".formatted(icon, look).toLowerCase(Locale.ROOT);
        return ImageIO.read(TrayImages.class.getResource(name));
    }

    @Test
    void no_two_states_look_alike_not_even_in_black() {
        var images = new TrayImages();
        for (Look look : Look.values()) {
            Set<List<Integer>> seen = new HashSet<>();
            for (TrayModel.Icon icon : TrayModel.Icon.values()) {
                int[] smallest = images.of(icon, look).getFirst().argb();
                assertTrue(seen.add(Arrays.stream(smallest).boxed().toList()), icon + " " + look);
            }
        }
    }

    @Test
    void what_macos_colours_is_black_and_nothing_else() {
        var images = new TrayImages();
        for (TrayModel.Icon icon : TrayModel.Icon.values()) {
            for (Image image : images.of(icon, Look.TEMPLATE)) {
                assertTrue(Arrays.stream(image.argb()).allMatch(it -> (it & 0xFFFFFF) == 0));
            }
        }
    }

    @Test
    void what_is_no_picture_of_ours_is_refused() {
        var junk = new ByteArrayInputStream(new byte[64]);

        assertThrows(IOException.class, () -> Strip.read(junk));
    }
}
