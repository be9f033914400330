package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/// The drawn icons in `icons/`: each is what its name or its container says, and none is older than
/// its drawing.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class IconsTest {
    private static final Path ICONS = Path.of("icons");

    /// Which PNG macOS expects under which type.
    private static final Map<String, Integer> PNGS =
            Map.of(
                    "ic07", 128, "ic08", 256, "ic09", 512, "ic10", 1024, "ic11", 32, "ic12", 64,
                    "ic13", 256, "ic14", 512);

    @Test
    void every_drawing_has_the_size_of_its_name() throws IOException {
        List<Path> drawings;
        try (Stream<Path> files = Files.list(ICONS)) {
            drawings = files.filter(file -> file.toString().endsWith(".png")).toList();
        }

        assertNotEquals(List.of(), drawings);
        for (Path file : drawings) {
            String size = file.getFileName().toString().replaceAll("\\D", "");
            assertSize(Integer.parseInt(size), Files.readAllBytes(file), file.toString());
        }
    }

    @Test
    void the_icon_of_windows_holds_the_drawings_as_they_are() throws IOException {
        byte[] file = Files.readAllBytes(ICONS.resolve("patchbay.ico"));
        var ico = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, ico.getShort());
        assertEquals(1, ico.getShort(), "an icon");

        List<Integer> sizes = new ArrayList<>();
        int next = 6 + 16 * ico.getShort(4);
        for (int entry = 6; entry < 6 + 16 * ico.getShort(4); entry += 16) {
            int size = Byte.toUnsignedInt(ico.get(entry));
            size = size == 0 ? 256 : size;
            sizes.add(size);
            assertEquals(ico.get(entry), ico.get(entry + 1), "a square");
            assertEquals(32, ico.getShort(entry + 6), "bits of a pixel");
            assertEquals(next, ico.getInt(entry + 12), "one after the other");
            byte[] image = new byte[ico.getInt(entry + 8)];
            ico.get(next, image);
            assertArrayEquals(drawing(size), image, size + " px");
            next += image.length;
        }

        assertEquals(List.of(16, 20, 24, 32, 48, 64, 256), sizes);
        assertEquals(file.length, next, "nothing follows");
    }

    @Test
    void the_icon_of_macos_holds_the_large_drawings_as_they_are() throws IOException {
        Map<String, byte[]> parts = parts();

        for (var each : PNGS.entrySet()) {
            assertArrayEquals(drawing(each.getValue()), parts.remove(each.getKey()), each.getKey());
        }

        assertEquals(List.of("is32", "s8mk", "il32", "l8mk"), List.copyOf(parts.keySet()));
    }

    @Test
    void the_icon_of_macos_holds_the_pixels_of_the_small_ones() throws IOException {
        Map<String, byte[]> parts = parts();

        assertPixels(16, parts.get("is32"), parts.get("s8mk"));
        assertPixels(32, parts.get("il32"), parts.get("l8mk"));
    }

    @Test
    void nothing_was_drawn_from_an_older_drawing() throws IOException, GeneralSecurityException {
        List<String> sums = Files.readAllLines(ICONS.resolve("drawn-from.sha256"));

        assertEquals(6, sums.size());
        for (String line : sums) {
            String name = line.substring(line.indexOf("  ") + 2);
            byte[] source = Files.readAllBytes(ICONS.resolve(name));
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(source);
            assertEquals(
                    HexFormat.of().formatHex(sum) + "  " + name,
                    line,
                    "icons/" + name + " has changed: run icons/draw");
        }
    }

    private static byte[] drawing(int size) throws IOException {
        return Files.readAllBytes(ICONS.resolve("patchbay-%d.png".formatted(size)));
    }

    private static Map<String, byte[]> parts() throws IOException {
        var icns = ByteBuffer.wrap(Files.readAllBytes(ICONS.resolve("patchbay.icns")));
        assertEquals("icns", type(icns));
        assertEquals(icns.capacity(), icns.getInt());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        while (icns.hasRemaining()) {
            String type = type(icns);
            byte[] part = new byte[icns.getInt() - 8];
            icns.get(part);
            parts.put(type, part);
        }
        return parts;
    }

    private static String type(ByteBuffer icns) {
        byte[] type = new byte[4];
        icns.get(type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private static void assertSize(int size, byte[] png, String name) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(size + "x" + size, image.getWidth() + "x" + image.getHeight(), name);
    }

    private static void assertPixels(int size, byte[] packed, byte[] opacity) throws IOException {
        byte[] channels = unpacked(packed);
        assertEquals(3 * size * size, channels.length);
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(drawing(size)));
        for (int i = 0; i < size * size; i++) {
            int pixel = drawn.getRGB(i % size, i / size);
            int there = opacity[i] << 24;
            for (int channel = 0; channel < 3; channel++) {
                int value = Byte.toUnsignedInt(channels[channel * size * size + i]);
                there |= value << 16 - 8 * channel;
            }
            assertEquals(pixel, there, "pixel %d of %d px".formatted(i, size));
        }
    }

    /// What the packing of ICNS holds: after a byte below 128 one more bytes than it says as they
    /// are, after another a byte that repeats.
    private static byte[] unpacked(byte[] packed) {
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < packed.length; ) {
            int run = Byte.toUnsignedInt(packed[at++]);
            if (run < 128) {
                out.write(packed, at, run + 1);
                at += run + 1;
            } else {
                for (int i = 0; i < run - 125; i++) {
                    out.write(packed[at]);
                }
                at++;
            }
        }
        return out.toByteArray();
    }
}
