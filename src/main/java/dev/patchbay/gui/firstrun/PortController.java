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
    @FXML private Button open;
    @FXML private Button use;

    PortController(PortViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        present(shut, model.shut());
        title.textProperty().bind(model.door().headlineProperty());
        text.textProperty().bind(model.door().detailProperty());
        present(text, model.door().detailProperty().isNotEmpty());
        open.disableProperty().bind(model.door().workingProperty());
        open.setOnAction(_ -> model.door().turn());
        use.textProperty().bind(model.door().offerProperty());
        use.disableProperty().bind(model.door().workingProperty());
        present(use, model.door().offerProperty().isNotEmpty());
        use.setOnAction(_ -> model.use());
    }
}
