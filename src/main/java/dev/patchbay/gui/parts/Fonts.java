package dev.patchbay.gui.parts;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The fonts that windows bring with them. In the one for texts all figures have one width.
final class Fonts {
    private static final List<String> FILES =
            List.of(
                    "PatchbaySans-Regular.otf",
                    "PatchbaySans-Medium.otf",
                    "PatchbaySans-SemiBold.otf",
                    "JetBrainsMono-Regular.ttf");

    /// The size is that of the answer, which nobody uses.
    private static final double ANY = 12;

    private Fonts() {}

    static void load() {
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                Objects.requireNonNull(Font.loadFont(Objects.requireNonNull(in, file), ANY), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
