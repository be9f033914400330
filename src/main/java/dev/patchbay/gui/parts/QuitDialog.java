package dev.patchbay.gui.parts;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.layout.Region;

import java.util.function.IntSupplier;

/// Asks what becomes of the requests that are under way when a person quits or restarts, and waits
/// for them if they are to be waited for.
public final class QuitDialog {
    private final String about;
    private final IntSupplier underWay;
    private final Runnable end;
    private final Texts texts;
    private final ButtonType wait;
    private final ButtonType now;
    private final Alert alert;
    private final Pulse pulse = new Pulse(this::beat);
    private boolean waiting;

    /// @param about what a person is about to do: `quit` or `restart`
    /// @param end run at most once
    public QuitDialog(String about, IntSupplier underWay, Runnable end, Look look, Texts texts) {
        this.about = about;
        this.underWay = underWay;
        this.end = end;
        this.texts = texts;
        wait = new ButtonType(texts.get(about + ".wait"), ButtonData.OK_DONE);
        now = new ButtonType(texts.get(about + ".now"), ButtonData.OTHER);
        var stay = new ButtonType(texts.get(about + ".stay"), ButtonData.CANCEL_CLOSE);
        alert = new Alert(Alert.AlertType.NONE, "", wait, now, stay);
        alert.setTitle(texts.get("app.name"));
        alert.setGraphic(null);
        DialogPane pane = alert.getDialogPane();
        look.dress(pane.getScene());
        pane.getStyleClass().add("question");
        pane.lookupButton(now).getStyleClass().add("danger");
        // Buttons of one width, which is not that of the longest words, would cut those off.
        alert.getButtonTypes()
                .forEach(
                        each ->
                                ((Region) pane.lookupButton(each))
                                        .setMinWidth(Region.USE_PREF_SIZE));
        pane.lookupButton(wait)
                .addEventFilter(
                        javafx.event.ActionEvent.ACTION,
                        event -> {
                            event.consume(); // it stays, and counts
                            waiting = true;
                            say();
                        });
        alert.setOnHidden(_ -> gone());
    }

    public void show() {
        say();
        alert.show();
        pulse.start();
    }

    private void say() {
        int left = underWay.getAsInt();
        alert.setHeaderText(texts.get(about + (waiting ? ".waiting" : ".asking"), left));
        alert.setContentText(texts.get(about + (waiting ? ".waitingText" : ".askingText")));
        alert.getDialogPane().lookupButton(wait).setDisable(waiting);
    }

    private void beat() {
        if (waiting && underWay.getAsInt() == 0) {
            alert.setResult(now);
            alert.hide();
        } else {
            say();
        }
    }

    private void gone() {
        pulse.stop();
        if (alert.getResult() == now) {
            end.run();
        }
    }
}
