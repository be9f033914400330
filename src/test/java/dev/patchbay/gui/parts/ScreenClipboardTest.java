package dev.patchbay.gui.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.desktop.PassingSecrets;
import dev.patchbay.gui.Fx;

import javafx.scene.input.Clipboard;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScreenClipboardTest {
    private Runnable minute = () -> {};
    private final PassingSecrets secrets =
            new PassingSecrets(new ScreenClipboard(), (_, later) -> minute = later);

    @BeforeEach
    void copy() {
        Fx.run(
                () -> {
                    Copying.copy("made-up-token");
                    secrets.copied("made-up-token");
                });
    }

    @Test
    void a_secret_is_forgotten() {
        Fx.run(minute);

        assertFalse(Fx.run(() -> Clipboard.getSystemClipboard().hasString()));
    }

    @Test
    void what_was_copied_since_stays() {
        Fx.run(() -> Copying.copy("something else"));
        Fx.run(minute);

        assertEquals("something else", Fx.run(() -> Clipboard.getSystemClipboard().getString()));
    }
}
