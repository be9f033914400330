package dev.patchbay.gui;

import dev.patchbay.gui.parts.Screen;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// One state of a screen that is to be drawn.
///
/// @param name its files are `name-size-theme.png`
/// @param shows what is to be seen, for people
/// @param screen made where windows are drawn
/// @param before done with it once it is shown
public record Shot(
        String name, String shows, Size size, Supplier<Screen> screen, Consumer<Screen> before) {
    public enum Size {
        NARROW(760, 520),
        WIDE(1280, 860);

        final int width;
        final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    public Shot(String name, String shows, Size size, Supplier<Screen> screen) {
        this(name, shows, size, screen, _ -> {});
    }
}
