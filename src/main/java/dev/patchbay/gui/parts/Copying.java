package dev.patchbay.gui.parts;

import static dev.patchbay.desktop.Clipboard.SECRETS_STAY;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    /// The same for what holds a secret: the clipboard forgets it soon.
    ///
    /// @param what the text, asked for when the button is pressed
    public static void secretBy(Button button, Supplier<String> what) {
        by(
                button,
                () -> {
                    String text = what.get();
                    CompletableFuture.delayedExecutor(
                                    SECRETS_STAY.toMillis(),
                                    TimeUnit.MILLISECONDS,
                                    Platform::runLater)
                            .execute(() -> forget(text));
                    return text;
                });
    }

    /// Unless something else was copied since.
    static void forget(String text) {
        if (text.equals(Clipboard.getSystemClipboard().getString())) {
            Clipboard.getSystemClipboard().clear();
        }
    }

    public static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
