package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.fxml.FXML;
import javafx.scene.Parent;

/// Binds the view to its view-model.
public final class FirstRunController implements Screen {
    private final FirstRunViewModel model;
    private final Parent root;

    @FXML private ConditionPane content;

    public FirstRunController(FirstRunViewModel model, Texts texts) {
        this.model = model;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        content.follow(model.conditionProperty(), () -> {});
    }

    @Override
    public Parent root() {
        return root;
    }
}
