package dev.patchbay.gui.settings.general;

import dev.patchbay.gui.parts.Copying;
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
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

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
    @FXML private Button copy;
    @FXML private Button renew;
    @FXML private HBox renewAsk;
    @FXML private Button renewYes;
    @FXML private Button renewNo;
    @FXML private Label tokenSaid;
    @FXML private CheckBox startAtLogin;
    @FXML private ChoiceBox<Theme> theme;
    @FXML private CheckBox notifications;
    @FXML private FormRow logRow;
    @FXML private ChoiceBox<String> logLevel;

    public GeneralController(GeneralViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this);
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
        token();
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

    private void token() {
        tokenRow.mark(model.override(Overrides.Field.TOKEN));
        Copying.secretBy(copy, model::token);
        renew.setOnAction(_ -> ask(true));
        renewNo.setOnAction(_ -> ask(false));
        renewYes.setOnAction(
                _ -> {
                    ask(false);
                    model.renewToken();
                });
        ask(false);
        tokenSaid.textProperty().bind(model.tokenSaidProperty());
        tokenSaid.managedProperty().bind(tokenSaid.textProperty().isNotEmpty());
    }

    private void ask(boolean asking) {
        renewAsk.setVisible(asking);
        renewAsk.setManaged(asking);
        renew.setDisable(asking);
        if (asking) {
            renewNo.requestFocus();
        }
    }

    private static void check(CheckBox box, Entry<Boolean> entry) {
        box.selectedProperty().bindBidirectional(entry.valueProperty());
    }

    @Override
    public Parent root() {
        return root;
    }
}
