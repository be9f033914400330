package dev.patchbay.gui.settings.general;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.gui.settings.general.OwnTokens.Token;
import dev.patchbay.gui.settings.general.TokensViewModel.Wish;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Binds the local tokens, a line each.
public final class TokensController {
    private final TokensViewModel model;
    private final Texts texts;
    private final Consumer<String> secrets;
    private List<Object> shown = List.of();
    private Runnable yes = () -> {};

    @FXML private VBox rows;
    @FXML private HBox ask;
    @FXML private Label question;
    @FXML private TextField rename;
    @FXML private Button askYes;
    @FXML private Button askNo;
    @FXML private TextField name;
    @FXML private ComboBox<String> profile;
    @FXML private Button add;
    @FXML private Label said;

    /// @param secrets told what was copied that should not stay
    TokensController(TokensViewModel model, Texts texts, Consumer<String> secrets) {
        this.model = model;
        this.texts = texts;
        this.secrets = secrets;
    }

    @FXML
    private void initialize() {
        model.rowsProperty().subscribe(this::show);
        said.textProperty().bind(model.saidProperty());
        present(said, said.textProperty().isNotEmpty());
        profile.setOnShowing(_ -> profile.getItems().setAll(model.profiles()));
        add.disableProperty().bind(name.textProperty().isEmpty());
        add.setOnAction(_ -> add());
        name.setOnAction(_ -> add());
        askNo.setOnAction(_ -> present(ask, false));
        askYes.setOnAction(_ -> yes.run());
        rename.setOnAction(_ -> yes.run());
        present(ask, false);
    }

    private void add() {
        model.add(name.getText(), profile.getEditor().getText());
        name.clear();
        profile.getEditor().clear();
    }

    /// Lines are made anew only where something else is to be seen, so that a focus stays.
    private void show(List<Token> tokens) {
        List<Object> next = new ArrayList<>(tokens);
        next.add(model.profiles());
        if (!next.equals(shown)) {
            shown = next;
            rows.getChildren().setAll(tokens.stream().map(this::line).toList());
        }
    }

    private HBox line(Token token) {
        var label = new Label(token.name(), new FontIcon("fth-key"));
        label.getStyleClass().add("medium");
        label.setMinWidth(96);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        var copy = button("fth-copy", "settings.tokens.copy", token, () -> {});
        Copying.by(copy, () -> model.value(token), secrets);
        var revoke =
                button(
                        "fth-trash-2",
                        "settings.tokens.revoke",
                        token,
                        () -> ask(Wish.REVOKE, token));
        revoke.setDisable(!model.canRevoke());
        var line =
                new HBox(
                        label,
                        profiles(token),
                        copy,
                        button(
                                "fth-edit-2",
                                "settings.tokens.rename",
                                token,
                                () -> ask(Wish.RENAME, token)),
                        button(
                                "fth-refresh-cw",
                                "settings.tokens.rotate",
                                token,
                                () -> ask(Wish.ROTATE, token)),
                        revoke);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("key-line", "token-line");
        return line;
    }

    private ChoiceBox<Optional<String>> profiles(Token token) {
        var box = new ChoiceBox<Optional<String>>();
        box.getItems().add(Optional.empty());
        model.profiles().forEach(id -> box.getItems().add(Optional.of(id)));
        if (!box.getItems().contains(token.profile())) {
            box.getItems().add(token.profile());
        }
        box.setConverter(
                Words.by(
                        it ->
                                it.map(id -> texts.get("settings.tokens.profile", id))
                                        .orElseGet(() -> texts.get("settings.tokens.noProfile"))));
        box.setValue(token.profile());
        box.setAccessibleText(texts.get("settings.tokens.profileOf", token.name()));
        box.setPrefWidth(160);
        box.valueProperty().subscribe((was, now) -> model.assign(token, now));
        return box;
    }

    private Button button(String icon, String key, Token token, Runnable what) {
        var button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon", "small-icon");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key) + " " + token.name());
        button.setOnAction(_ -> what.run());
        return button;
    }

    private void ask(Wish wish, Token token) {
        String word = wish.name().toLowerCase(Locale.ROOT);
        yes =
                () -> {
                    present(ask, false);
                    model.fulfil(wish, token, rename.getText());
                };
        question.setText(model.question(wish, token));
        present(rename, wish == Wish.RENAME);
        rename.setText(token.name());
        askYes.setText(texts.get("settings.tokens." + word));
        askYes.getStyleClass().remove("danger");
        ask.getStyleClass().setAll(wish == Wish.RENAME ? "asking-name" : "asking");
        if (wish != Wish.RENAME) {
            askYes.getStyleClass().add("danger");
        }
        present(ask, true);
        (wish == Wish.RENAME ? rename : askNo).requestFocus();
    }
}
