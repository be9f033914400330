package dev.patchbay.gui.firstrun;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.connect.Diff;
import dev.patchbay.gui.firstrun.Clients.Copied;
import dev.patchbay.gui.firstrun.Clients.Offer;
import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Copying;
import dev.patchbay.gui.parts.Texts;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Map;
import java.util.Optional;

/// What becomes of Claude Code's file, line by line; below it lines to copy.
final class ConnectController {
    private static final double NOTICE_HEIGHT = 168;

    private final ConnectViewModel model;
    private final Texts texts;

    @FXML private ConditionPane content;
    @FXML private Label file;
    @FXML private Label pill;
    @FXML private VBox diff;
    @FXML private VBox remarks;
    @FXML private Label told;
    @FXML private Button undo;
    @FXML private Node trouble;
    @FXML private Label troubleText;
    @FXML private ToggleButton run;
    @FXML private ToggleButton anthropic;
    @FXML private ToggleButton openai;
    @FXML private Label lines;
    @FXML private Button copy;

    ConnectController(ConnectViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        content.follow(model.conditionProperty(), model::look);
        model.conditionProperty()
                .subscribe(
                        now ->
                                content.setMinHeight(
                                        now.isReady() ? Region.USE_COMPUTED_SIZE : NOTICE_HEIGHT));
        model.offerProperty().subscribe(this::show);
        present(pill, model.connectedProperty());
        told.textProperty().bind(model.toldProperty());
        present(told, model.toldProperty().isNotEmpty());
        present(undo, model.oursProperty());
        undo.disableProperty().bind(model.workingProperty());
        undo.setOnAction(_ -> model.disconnect());
        troubleText.textProperty().bind(model.troubleProperty());
        present(trouble, model.troubleProperty().isNotEmpty());
        var group = new ToggleGroup();
        Map.of(Copied.RUN, run, Copied.ANTHROPIC, anthropic, Copied.OPENAI, openai)
                .forEach((which, button) -> offer(which, button, group));
        lines.textProperty().bind(model.linesProperty());
        Copying.by(copy, model::copy, model::copied);
    }

    private void offer(Copied which, ToggleButton button, ToggleGroup group) {
        button.setToggleGroup(group);
        model.copiedProperty().subscribe(now -> button.setSelected(now == which));
        button.setOnAction(
                _ -> {
                    model.copiedProperty().set(which);
                    button.setSelected(true); // pressed twice, it stays
                });
    }

    private void show(Optional<Offer> now) {
        file.setText(
                now.map(it -> it.isNew() ? texts.get("firstRun.claude.new", it.file()) : it.file())
                        .orElse(""));
        diff.getChildren()
                .setAll(now.stream().flatMap(it -> it.lines().stream()).map(this::line).toList());
        present(diff, !diff.getChildren().isEmpty());
        remarks.getChildren()
                .setAll(
                        now.stream()
                                .flatMap(it -> it.remarks().stream())
                                .map(ConnectController::remark)
                                .toList());
        present(remarks, !remarks.getChildren().isEmpty());
    }

    private Label line(Diff.Line line) {
        boolean in = line.sign() == Diff.Sign.IN;
        var label = new Label((in ? "+ " : "− ") + line.text());
        label.getStyleClass().addAll("mono", "diff-line", in ? "diff-in" : "diff-out");
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAccessibleText(
                texts.get(in ? "firstRun.diff.in" : "firstRun.diff.out", line.text()));
        return label;
    }

    private static Label remark(String text) {
        var label = new Label(text, new FontIcon("fth-alert-circle"));
        label.getStyleClass().addAll("first-line", "odd");
        label.setWrapText(true);
        return label;
    }
}
