package dev.patchbay.gui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.gui.Fx;

import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyingTest {
    @BeforeEach
    void copy() {
        Fx.run(() -> Copying.copy("made-up-token"));
    }

    @Test
    void a_secret_is_forgotten() {
        Fx.run(() -> Copying.forget("made-up-token"));

        assertFalse(Fx.run(() -> Clipboard.getSystemClipboard().hasString()));
    }

    @Test
    void what_was_copied_since_stays() {
        Fx.run(() -> Copying.forget("an older token"));

        assertEquals("made-up-token", Fx.run(() -> Clipboard.getSystemClipboard().getString()));
    }
}
