package dev.patchbay.gui.parts;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.function.Supplier;

/// A button that copies a text and shows for a moment that it did.
public final class Copying {
    private static final Duration SHOWN = Duration.seconds(1.5);

    private Copying() {}

    /// @param what the text, asked for when the button is pressed
    public static void by(Button button, Supplier<String> what) {
        var back = new PauseTransition(SHOWN);
        back.setOnFinished(_ -> button.setGraphic(new FontIcon("fth-copy")));
        button.setGraphic(new FontIcon("fth-copy"));
        button.setOnAction(
                _ -> {
                    copy(what.get());
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
