package dev.patchbay.gui.settings.backends;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.backends.Asking.Tick;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;
import java.util.Locale;

/// Tries the backend: five ticks, and the models that it lists.
public final class TestController {
    private static final double LINE = 28;
    private static final int MOST_LINES = 8;

    private final BackendsViewModel model;
    private final Texts texts;

    @FXML private Button test;
    @FXML private Button fetch;
    @FXML private ProgressIndicator busy;
    @FXML private Label said;
    @FXML private VBox ticks;
    @FXML private ListView<String> models;

    TestController(BackendsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        test.textProperty()
                .bind(
                        Bindings.when(model.draft().changedProperty())
                                .then(texts.get("settings.backends.saveTest"))
                                .otherwise(texts.get("settings.backends.test")));
        test.setOnAction(_ -> model.runTest());
        fetch.setOnAction(_ -> model.fetchModels());
        busy.visibleProperty().bind(model.test.busyProperty());
        busy.managedProperty().bind(busy.visibleProperty());
        test.disableProperty().bind(busy.visibleProperty());
        fetch.disableProperty().bind(busy.visibleProperty());
        said.textProperty().bind(model.test.saidProperty());
        model.test.ticksProperty().subscribe(this::show);
        model.test
                .modelsProperty()
                .subscribe(
                        found -> {
                            models.getItems().setAll(found);
                            models.setPrefHeight(LINE * Math.min(found.size(), MOST_LINES) + 2);
                            present(models, !found.isEmpty());
                        });
    }

    private void show(List<Tick> found) {
        ticks.getChildren().setAll(found.stream().map(this::line).toList());
        present(ticks, !found.isEmpty());
    }

    private HBox line(Tick tick) {
        String state = tick.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        var sign =
                new FontIcon(
                        switch (tick.outcome()) {
                            case YES -> "fth-check-circle";
                            case NO -> "fth-x-circle";
                            case NOT_ASKED -> "fth-minus-circle";
                        });
        String question = tick.question().name().toLowerCase(Locale.ROOT);
        var name = new Label(texts.get("settings.tick." + question));
        name.getStyleClass().add("tick-name");
        var detail = new Label(tick.detail());
        detail.getStyleClass().addAll("muted", "tick-detail");
        detail.setWrapText(true);
        var line = new HBox(sign, name, detail);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("tick", "tick-" + state);
        line.setAccessibleText(
                String.join(
                        " ", name.getText(), texts.get("settings.tick." + state), tick.detail()));
        return line;
    }
}
