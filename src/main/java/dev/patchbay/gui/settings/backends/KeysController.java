package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.KeysViewModel.Row;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// A backend's keys, a line each, and a masked field for another.
public final class KeysController {
    private final KeysViewModel model;
    private final Texts texts;

    @FXML private VBox rows;
    @FXML private PasswordField key;
    @FXML private Button add;

    KeysController(KeysViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        model.rowsProperty().subscribe(this::show);
        add.disableProperty().bind(key.textProperty().isEmpty());
        add.setOnAction(_ -> add());
        key.setOnAction(_ -> add());
    }

    private void add() {
        if (model.add(key.getText())) {
            key.clear();
        }
    }

    private void show(List<Row> keys) {
        rows.getChildren().setAll(keys.stream().map(this::line).toList());
        rows.setVisible(!keys.isEmpty());
        rows.setManaged(!keys.isEmpty());
    }

    private HBox line(Row row) {
        var text = new Label(row.text(), new FontIcon("fth-key"));
        text.getStyleClass().add("mono");
        text.setMinWidth(96);
        var detail = new Label(row.detail());
        detail.getStyleClass().addAll("small", row.waits() ? "key-waits" : "muted");
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        var line = new HBox(text, detail);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("key-line");
        if (row.index() > 0) {
            line.getChildren()
                    .add(
                            button(
                                    "fth-chevrons-up",
                                    "settings.keys.first",
                                    row,
                                    () -> model.first(row.index())));
        }
        line.getChildren()
                .add(button("fth-x", "settings.keys.remove", row, () -> model.remove(row.index())));
        return line;
    }

    private Button button(String icon, String key, Row row, Runnable what) {
        var button = new Button("", new FontIcon(icon));
        button.getStyleClass().addAll("flat", "button-icon", "small-icon");
        button.setTooltip(new Tooltip(texts.get(key)));
        button.setAccessibleText(texts.get(key) + " " + (row.index() + 1));
        button.setOnAction(_ -> what.run());
        return button;
    }
}
