package dev.patchbay.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The icons of the tray, as `icons/tray.mjs` drew them: one strip for each state and look.
final class TrayImages {
    /// The sizes in a strip, side by side: panels of usual heights at 1, 1.25 and 2 times.
    private static final int[] SIZES = {16, 20, 22, 24, 32, 40, 44, 48, 64};

    /// What the icon is to be seen on.
    enum Look {
        /// A dark panel.
        CHALK,
        /// A light panel.
        INK,
        /// A panel of which nothing is known: legible on both, and at its best on neither.
        NEUTRAL,
        /// The menu bar of macOS, which colours the shape.
        TEMPLATE
    }

    /// @param argb alpha, red, green and blue of each pixel, row by row
    record Image(int size, int[] argb) {}

    private record Key(TrayModel.Icon icon, Look look) {}

    private final Map<Key, List<Image>> known = new ConcurrentHashMap<>();

    List<Image> of(TrayModel.Icon icon, Look look) {
        return known.computeIfAbsent(new Key(icon, look), TrayImages::read);
    }

    private static List<Image> read(Key key) {
        String name = "tray/%s-%s.png".formatted(word(key.icon()), word(key.look()));
        try (var in = TrayImages.class.getResourceAsStream(name)) {
            Strip strip = Strip.read(Objects.requireNonNull(in, name));
            List<Image> images = new ArrayList<>();
            int left = 0;
            for (int size : SIZES) {
                images.add(new Image(size, strip.square(left, size)));
                left += size;
            }
            return List.copyOf(images);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String word(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
