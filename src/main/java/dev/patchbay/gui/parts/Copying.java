package dev.patchbay.gui.parts;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// A button that copies a text and shows for a moment that it did.
public final class Copying {
    private static final Duration SHOWN = Duration.seconds(1.5);

    private Copying() {}

    /// @param what the text, asked for when the button is pressed
    public static void by(Button button, Supplier<String> what) {
        by(button, what, _ -> {});
    }

    /// @param copied told what was copied, so that a secret does not stay
    public static void by(Button button, Supplier<String> what, Consumer<String> copied) {
        var back = new PauseTransition(SHOWN);
        back.setOnFinished(_ -> button.setGraphic(new FontIcon("fth-copy")));
        button.setGraphic(new FontIcon("fth-copy"));
        button.setOnAction(
                _ -> {
                    String text = what.get();
                    copy(text);
                    copied.accept(text);
                    button.setGraphic(new FontIcon("fth-check"));
                    back.playFromStart();
                });
    }

    public static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
