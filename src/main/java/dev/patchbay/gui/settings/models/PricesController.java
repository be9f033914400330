package dev.patchbay.gui.settings.models;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.models.PricesViewModel.Part;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Binds the prices of models, a line each.
public final class PricesController {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double NUMBER = 88;

    /// A model's line.
    private record Line(String model, Map<Part, TextField> fields, Label said) {}

    private final PricesViewModel model;
    private final Texts texts;
    private final List<Line> lines = new ArrayList<>();
    private List<String> shown = List.of();

    @FXML private GridPane grid;
    @FXML private Label none;
    @FXML private ComboBox<String> another;
    @FXML private Button add;

    PricesController(PricesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        var names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        names.setMinWidth(96);
        grid.getColumnConstraints().add(names);
        another.setOnShowing(_ -> another.getItems().setAll(model.candidates()));
        add.disableProperty().bind(another.getEditor().textProperty().isEmpty());
        add.setOnAction(_ -> add());
        another.getEditor().setOnAction(_ -> add());
        model.settingsProperty().subscribe(_ -> show());
        model.knownProperty().subscribe(_ -> show());
    }

    private void add() {
        model.add(another.getEditor().getText());
        another.getEditor().clear();
    }

    /// Lines are made anew only where there are others, so that a focus stays.
    private void show() {
        List<String> models = model.modelsProperty().get();
        present(none, models.isEmpty());
        present(grid, !models.isEmpty());
        if (!models.equals(shown)) {
            shown = models;
            lines.clear();
            grid.getChildren().clear();
            head();
            models.forEach(this::line);
        }
        lines.forEach(this::show);
    }

    private void head() {
        for (Part part : Part.values()) {
            var label = new Label(word(part));
            label.getStyleClass().addAll("small", "muted");
            grid.add(label, 1 + part.ordinal(), 0);
        }
    }

    private String word(Part part) {
        return texts.get(
                switch (part) {
                    case INPUT -> "settings.prices.input";
                    case OUTPUT -> "settings.prices.output";
                    case CACHE_READ -> "settings.prices.cacheRead";
                    case CACHE_WRITE -> "settings.prices.cacheWrite";
                });
    }

    private void line(String name) {
        int row = 1 + lines.size();
        var label = new Label(name);
        label.getStyleClass().add("mono");
        var said = new Label();
        said.getStyleClass().add("form-said");
        said.setWrapText(true);
        grid.add(new VBox(label, said), 0, row);
        Map<Part, TextField> fields = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            var field = new TextField();
            field.setPrefWidth(NUMBER);
            field.setMinWidth(64);
            field.setAccessibleText(word(part) + " " + name);
            field.textProperty().subscribe((was, typed) -> model.set(name, part, typed));
            fields.put(part, field);
            grid.add(field, 1 + part.ordinal(), row);
        }
        var remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "button-icon", "small-icon");
        remove.setAccessibleText(texts.get("settings.prices.remove", name));
        remove.setTooltip(new Tooltip(remove.getAccessibleText()));
        remove.setOnAction(_ -> model.remove(name));
        grid.add(remove, 1 + Part.values().length, row);
        lines.add(new Line(name, fields, said));
    }

    private void show(Line line) {
        line.fields()
                .forEach(
                        (part, field) -> {
                            model.text(line.model(), part)
                                    .filter(
                                            it ->
                                                    !PricesViewModel.amount(it)
                                                            .equals(
                                                                    PricesViewModel.amount(
                                                                            field.getText())))
                                    .ifPresent(field::setText);
                            field.pseudoClassStateChanged(WRONG, model.isWrong(line.model(), part));
                        });
        line.said().setText(model.said(line.model()));
        line.said()
                .pseudoClassStateChanged(
                        WRONG,
                        line.fields().keySet().stream()
                                .anyMatch(part -> model.isWrong(line.model(), part)));
    }
}
