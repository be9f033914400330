package dev.patchbay.gui.settings.privacy;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.gui.settings.privacy.KeyCupboard.Kept;
import dev.patchbay.gui.settings.privacy.KeyCupboard.State;
import dev.patchbay.settings.KeyPlace;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// Binds section Privacy and keys to its view-model.
public final class PrivacyController implements Screen {
    private final PrivacyViewModel model;
    private final Texts texts;
    private final Parent root;
    private @Nullable Kept asked;

    @FXML private CheckBox keepBodies;
    @FXML private FormRow daysRow;
    @FXML private TextField days;
    @FXML private FormRow megabytesRow;
    @FXML private TextField megabytes;
    @FXML private ChoiceBox<KeyPlace> place;
    @FXML private VBox keys;
    @FXML private Label said;
    @FXML private Button move;
    @FXML private HBox ask;
    @FXML private Label question;
    @FXML private Button yes;
    @FXML private Button no;

    public PrivacyController(PrivacyViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        keepBodies.selectedProperty().bindBidirectional(model.keepBodies.valueProperty());
        days.textProperty().bindBidirectional(model.days.textProperty());
        daysRow.follow(model.days.remarkProperty());
        megabytes.textProperty().bindBidirectional(model.megabytes.textProperty());
        megabytesRow.follow(model.megabytes.remarkProperty());
        place.getItems().setAll(KeyPlace.values());
        place.setConverter(Words.of(texts, "settings.privacy.place."));
        place.valueProperty().bindBidirectional(model.place.valueProperty());
        said.textProperty().bind(model.saidProperty());
        move.setOnAction(_ -> model.move());
        no.setOnAction(_ -> ask(null));
        yes.setOnAction(
                _ -> {
                    Kept gone = asked;
                    ask(null);
                    if (gone != null) {
                        model.delete(gone);
                    }
                });
        ask(null);
        model.keysProperty().subscribe(this::show);
    }

    private void ask(@Nullable Kept key) {
        asked = key;
        present(ask, key != null);
        if (key != null) {
            question.setText(model.question(key));
            no.requestFocus();
        }
    }

    private void show(List<Kept> found) {
        keys.getChildren().setAll(found.stream().map(this::line).toList());
        present(keys, !found.isEmpty());
        present(move, found.stream().anyMatch(key -> key.state() == State.OPEN));
    }

    private HBox line(Kept key) {
        var name = new Label(key.name(), new FontIcon("fth-key"));
        name.getStyleClass().add("mono");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        var users = new Label(String.join(", ", key.users()));
        users.getStyleClass().addAll("small", "muted");
        var state = new Label(model.word(key.state()));
        state.getStyleClass().addAll("pill", "key-" + model.look(key.state()));
        state.setMinWidth(Label.USE_PREF_SIZE);
        var delete = new Button("", new FontIcon("fth-trash-2"));
        delete.getStyleClass().addAll("flat", "button-icon", "small-icon");
        delete.setAccessibleText(texts.get("settings.privacy.delete") + " " + key.name());
        delete.setVisible(key.state() == State.KEPT);
        delete.setOnAction(_ -> ask(key));
        var line = new HBox(name, users, state, delete);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("key-line");
        return line;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.appear();
    }
}
