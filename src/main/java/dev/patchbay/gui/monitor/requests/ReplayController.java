package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.monitor.requests.ReplayViewModel.Side;

import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;

/// Where a request is sent again, and the two answers.
final class ReplayController {
    /// Figures stand in two columns of so many.
    private static final int LINES = 3;

    private final ReplayViewModel model;

    @FXML private ComboBox<String> target;
    @FXML private Button send;
    @FXML private Button cancel;
    @FXML private ProgressIndicator sending;
    @FXML private Label trouble;
    @FXML private Pane answers;
    @FXML private Label thenFrom;
    @FXML private Label nowFrom;
    @FXML private GridPane thenFigures;
    @FXML private GridPane nowFigures;
    @FXML private TextArea thenText;
    @FXML private TextArea nowText;

    ReplayController(ReplayViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        target.getEditor().textProperty().bindBidirectional(model.targetProperty());
        target.setOnShowing(_ -> target.getItems().setAll(model.targets()));
        target.getEditor().setOnAction(_ -> model.send());
        send.setOnAction(_ -> model.send());
        send.disableProperty().bind(model.sendingProperty().or(model.targetProperty().isEmpty()));
        cancel.setOnAction(_ -> model.cancel());
        cancel.visibleProperty().bind(model.sendingProperty());
        sending.visibleProperty().bind(model.sendingProperty());
        trouble.textProperty().bind(model.troubleProperty());
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        answers.visibleProperty().bind(model.thenProperty().isNotEqualTo(Side.NONE));
        follow(model.thenProperty(), thenFrom, thenFigures, thenText);
        follow(model.nowProperty(), nowFrom, nowFigures, nowText);
    }

    private static void follow(
            ObservableValue<Side> side, Label from, GridPane figures, TextArea text) {
        side.subscribe(
                now -> {
                    from.setText(now.from());
                    if (!text.getText().equals(now.text())) {
                        text.setText(now.text());
                    }
                    figures.getChildren().clear();
                    for (int i = 0; i < now.figures().size(); i++) {
                        put(now.figures().get(i), i / LINES * 2, i % LINES, figures);
                    }
                });
    }

    private static void put(ReplayViewModel.Figure figure, int column, int row, GridPane into) {
        var name = new Label(figure.name());
        name.getStyleClass().add("fact-name");
        var value = new Label(figure.value());
        GridPane.setHalignment(value, HPos.RIGHT);
        into.add(name, column, row);
        into.add(value, column + 1, row);
    }
}
