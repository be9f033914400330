package dev.patchbay.gui.firstrun;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/// One of a few ways, with a sentence about it; all of it can be clicked.
public final class ChoiceCard extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final RadioButton radio = new RadioButton();
    private final Label text = new Label();

    public ChoiceCard() {
        getStyleClass().addAll("card", "choice");
        radio.getStyleClass().add("choice-title");
        text.getStyleClass().addAll("muted", "choice-text");
        text.setWrapText(true);
        getChildren().addAll(radio, text);
        radio.selectedProperty().subscribe(now -> pseudoClassStateChanged(CHOSEN, now));
        setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        radio.setSelected(true);
                        radio.requestFocus();
                    }
                });
    }

    public void setTitle(String title) {
        radio.setText(title);
    }

    public String getTitle() {
        return radio.getText();
    }

    public void setText(String words) {
        text.setText(words);
        radio.setAccessibleHelp(words);
    }

    public String getText() {
        return text.getText();
    }

    RadioButton radio() {
        return radio;
    }
}
