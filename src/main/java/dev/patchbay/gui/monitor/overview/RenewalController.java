package dev.patchbay.gui.monitor.overview;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// A box that tells of the installed version, as long as there is one.
public final class RenewalController {
    private final RenewalViewModel model;

    @FXML private HBox box;
    @FXML private Label title;
    @FXML private Button restart;

    RenewalController(RenewalViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        title.textProperty().bind(model.titleProperty());
        box.visibleProperty().bind(model.titleProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        restart.setOnAction(_ -> model.restart());
    }
}
