package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;

import javafx.fxml.FXML;
import javafx.scene.Parent;

/// Binds the view to its view-model.
public final class RequestsController implements Screen {
    private final RequestsViewModel model;
    private final Parent root;

    @FXML private ConditionPane content;

    public RequestsController(RequestsViewModel model, Texts texts) {
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
