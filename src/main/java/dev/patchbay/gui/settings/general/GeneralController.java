package dev.patchbay.gui.settings.general;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.settings.LogSettings;
import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Theme;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;

import java.util.function.Consumer;

/// Binds section General to its view-model.
public final class GeneralController implements Screen {
    private final GeneralViewModel model;
    private final Texts texts;
    private final Parent root;

    @FXML private FormRow portRow;
    @FXML private TextField port;
    @FXML private FormRow hostRow;
    @FXML private TextField host;
    @FXML private FormRow requireRow;
    @FXML private CheckBox require;
    @FXML private FormRow tokenRow;
    @FXML private CheckBox startAtLogin;
    @FXML private ChoiceBox<Theme> theme;
    @FXML private CheckBox notifications;
    @FXML private FormRow logRow;
    @FXML private ChoiceBox<String> logLevel;

    /// @param secrets told what was copied that should not stay
    public GeneralController(GeneralViewModel model, Texts texts, Consumer<String> secrets) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this, new TokensController(model.tokens, texts, secrets));
    }

    @FXML
    private void initialize() {
        port.textProperty().bindBidirectional(model.port.textProperty());
        portRow.follow(model.port.remarkProperty());
        portRow.mark(model.override(Overrides.Field.PORT));
        host.textProperty().bindBidirectional(model.host.valueProperty());
        hostRow.follow(model.host.remarkProperty());
        hostRow.mark(model.override(Overrides.Field.HOST));
        check(require, model.requireToken);
        requireRow.follow(model.requireToken.remarkProperty());
        tokenRow.mark(model.override(Overrides.Field.TOKEN));
        check(startAtLogin, model.startAtLogin);
        check(notifications, model.notifications);
        theme.getItems().setAll(Theme.values());
        theme.setConverter(Words.of(texts, "settings.theme."));
        theme.valueProperty().bindBidirectional(model.theme.valueProperty());
        logLevel.getItems().setAll(LogSettings.LEVELS);
        logLevel.valueProperty().bindBidirectional(model.logLevel.valueProperty());
        logRow.follow(model.logLevel.remarkProperty());
        logRow.mark(model.override(Overrides.Field.LOG_LEVEL));
    }

    private static void check(CheckBox box, Entry<Boolean> entry) {
        box.selectedProperty().bindBidirectional(entry.valueProperty());
    }

    @Override
    public Parent root() {
        return root;
    }
}
