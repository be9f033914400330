package dev.patchbay.gui.firstrun;

import static dev.patchbay.gui.parts.Presence.present;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;

/// A box where the door is shut; nothing where it is open.
final class PortController {
    private final PortViewModel model;

    @FXML private Node shut;
    @FXML private Label title;
    @FXML private Label text;
    @FXML private Label trouble;
    @FXML private Button open;
    @FXML private Button use;

    PortController(PortViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        present(shut, model.shutProperty());
        title.textProperty().bind(model.door().headlineProperty());
        text.textProperty().bind(model.door().detailProperty());
        present(text, model.door().detailProperty().isNotEmpty());
        trouble.textProperty().bind(model.troubleProperty());
        present(trouble, model.troubleProperty().isNotEmpty());
        open.disableProperty().bind(model.door().workingProperty().or(model.movingProperty()));
        open.setOnAction(_ -> model.door().turn());
        use.textProperty().bind(model.offerProperty());
        use.disableProperty().bind(model.movingProperty());
        present(use, model.offerProperty().isNotEmpty());
        use.setOnAction(_ -> model.use());
    }
}
