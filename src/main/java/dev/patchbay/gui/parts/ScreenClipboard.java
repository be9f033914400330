package dev.patchbay.gui.parts;

import javafx.scene.input.Clipboard;

import java.util.Optional;

/// The clipboard as windows reach it: on the thread that draws.
public final class ScreenClipboard implements dev.patchbay.desktop.Clipboard {
    @Override
    public void copy(String text) {
        Copying.copy(text);
    }

    @Override
    public Optional<String> text() {
        return Optional.ofNullable(Clipboard.getSystemClipboard().getString());
    }

    @Override
    public void clear() {
        Clipboard.getSystemClipboard().clear();
    }
}
