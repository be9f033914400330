package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Columns;
import dev.patchbay.settings.Preset;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;

/// A place to paste a key, and all presets to choose from.
public final class AddController {
    private final AddViewModel model;

    @FXML private PasswordField pasted;
    @FXML private Label said;
    @FXML private Columns presets;
    @FXML private Button demo;

    AddController(AddViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        pasted.textProperty().bindBidirectional(model.pastedProperty());
        pasted.setOnAction(_ -> model.addPasted());
        said.textProperty().bind(model.saidProperty());
        presets.getChildren().setAll(model.presets().stream().map(this::button).toList());
        demo.setOnAction(_ -> model.addDemo());
    }

    private Button button(Preset preset) {
        var button = new Button(preset.name());
        button.getStyleClass().add("preset");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMnemonicParsing(false);
        button.setOnAction(_ -> model.add(preset));
        return button;
    }
}
