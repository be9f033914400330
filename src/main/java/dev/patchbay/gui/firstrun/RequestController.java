package dev.patchbay.gui.firstrun;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.firstrun.RequestViewModel.Light;
import dev.patchbay.gui.parts.Copying;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Locale;
import java.util.function.Supplier;

/// A lamp that waits for a first request.
final class RequestController {
    private final RequestViewModel model;
    private final Supplier<String> command;

    @FXML private StackPane lamp;
    @FXML private FontIcon sign;
    @FXML private Label headline;
    @FXML private Label detail;
    @FXML private Label numbers;
    @FXML private Node how;
    @FXML private Label typed;
    @FXML private Button copy;
    @FXML private Node trouble;
    @FXML private Label troubleText;

    /// @param command what is typed in a terminal to send one
    RequestController(RequestViewModel model, Supplier<String> command) {
        this.model = model;
        this.command = command;
    }

    @FXML
    private void initialize() {
        model.lightProperty().subscribe(this::show);
        headline.textProperty().bind(model.headlineProperty());
        detail.textProperty().bind(model.detailProperty());
        numbers.textProperty().bind(model.numbersProperty());
        present(numbers, model.numbersProperty().isNotEmpty());
        present(how, model.lightProperty().isNotEqualTo(Light.ANSWERED));
        Copying.by(copy, command);
        troubleText.textProperty().bind(model.troubleProperty());
        present(trouble, model.troubleProperty().isNotEmpty());
    }

    /// The step comes into sight.
    void appear() {
        typed.setText(command.get());
    }

    private void show(Light now) {
        sign.setIconLiteral(
                switch (now) {
                    case WAITING -> "fth-radio";
                    case UNDER_WAY -> "fth-zap";
                    case ANSWERED -> "fth-check";
                    case FAILED -> "fth-alert-triangle";
                });
        String word = now.name().toLowerCase(Locale.ROOT).replace('_', '-');
        lamp.getStyleClass().setAll("big-lamp", "big-lamp-" + word);
    }
}
