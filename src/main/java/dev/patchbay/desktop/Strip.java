package dev.patchbay.desktop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.InflaterInputStream;

/// A picture of our own, read from a PNG with eight bits each of red, green, blue and alpha, not
/// interlaced. Java's own reader would bring the whole of AWT into a program that shows no window.
final class Strip {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PIXEL = 4;

    private final int width;
    private final byte[] rgba;

    private Strip(int width, byte[] rgba) {
        this.width = width;
        this.rgba = rgba;
    }

    static Strip read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        if (in.readLong() != SIGNATURE) {
            throw new IOException("this is no PNG");
        }
        int width = 0;
        int height = 0;
        List<InputStream> compressed = new ArrayList<>();
        while (true) {
            int length = in.readInt();
            String kind = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
            if (kind.equals("IEND")) {
                break;
            }
            if (kind.equals("IHDR")) {
                width = in.readInt();
                height = in.readInt();
                if (in.readShort() != 0x0806 || in.read() != 0 || in.readShort() != 0) {
                    throw new IOException("this is no PNG of our own");
                }
            } else if (kind.equals("IDAT")) {
                compressed.add(new java.io.ByteArrayInputStream(in.readNBytes(length)));
            } else {
                in.skipNBytes(length);
            }
            in.skipNBytes(4); // its checksum; the archive it comes from has one already
        }
        var whole = new SequenceInputStream(Collections.enumeration(compressed));
        try (var rows = new InflaterInputStream(whole)) {
            return new Strip(width, pixels(rows, width * PIXEL, height));
        }
    }

    /// Each row says how its bytes differ from those to the left and above.
    private static byte[] pixels(InputStream rows, int row, int height) throws IOException {
        byte[] all = new byte[row * height];
        for (int start = 0; start < all.length; start += row) {
            int filter = rows.read();
            if (rows.readNBytes(all, start, row) < row) {
                throw new IOException("this PNG ends early");
            }
            for (int i = 0; i < row; i++) {
                int left = i < PIXEL ? 0 : all[start + i - PIXEL] & 0xFF;
                int above = start == 0 ? 0 : all[start + i - row] & 0xFF;
                int corner = i < PIXEL || start == 0 ? 0 : all[start + i - row - PIXEL] & 0xFF;
                int guess =
                        switch (filter) {
                            case 0 -> 0;
                            case 1 -> left;
                            case 2 -> above;
                            case 3 -> (left + above) / 2;
                            case 4 -> nearest(left, above, corner);
                            default -> throw new IOException("this is no filter of a PNG");
                        };
                all[start + i] += (byte) guess;
            }
        }
        return all;
    }

    private static int nearest(int left, int above, int corner) {
        int guess = left + above - corner;
        int toLeft = Math.abs(guess - left);
        int toAbove = Math.abs(guess - above);
        int toCorner = Math.abs(guess - corner);
        if (toLeft <= toAbove && toLeft <= toCorner) {
            return left;
        }
        return toAbove <= toCorner ? above : corner;
    }

    /// A square of it, as alpha, red, green and blue of each pixel.
    ///
    /// @param left where it begins; it begins at the top
    int[] square(int left, int size) {
        int[] argb = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int at = (y * width + left + x) * PIXEL;
                argb[y * size + x] =
                        (rgba[at + 3] & 0xFF) << 24
                                | (rgba[at] & 0xFF) << 16
                                | (rgba[at + 1] & 0xFF) << 8
                                | rgba[at + 2] & 0xFF;
            }
        }
        return argb;
    }
}
