package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.AliasCase;

import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds one alias: its name, its targets, and its cases.
public final class AliasController {
    private final ModelsViewModel model;
    private final AliasForm form;
    private final Texts texts;
    private List<Object> shown = List.of();

    @FXML private VBox body;
    @FXML private FormRow nameRow;
    @FXML private TextField name;
    @FXML private FormRow targetsRow;
    @FXML private VBox targets;
    @FXML private VBox cases;
    @FXML private Button addCase;
    @FXML private Button delete;

    AliasController(ModelsViewModel model, Texts texts) {
        this.model = model;
        this.form = model.form;
        this.texts = texts;
    }

    @FXML
    private void initialize() {
        name.textProperty().bindBidirectional(form.name.valueProperty());
        nameRow.follow(form.name.remarkProperty());
        targetsRow.follow(form.remark());
        addCase.setOnAction(_ -> form.addCase());
        delete.setOnAction(_ -> model.remove());
        form.part.nowProperty().subscribe(this::show);
    }

    /// Lines are made anew only where something else is to be seen, so that a focus stays.
    private void show(Optional<Alias> alias) {
        body.setVisible(alias.isPresent());
        body.setManaged(alias.isPresent());
        List<Object> next = new ArrayList<>(form.backends());
        alias.ifPresent(
                it -> {
                    next.add(model.chosenProperty().get());
                    next.add(it.targets());
                    next.add(it.cases());
                });
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        targets.getChildren().setAll(chain(form.targets));
        cases.getChildren().clear();
        for (int i = 0; i < form.cases().size(); i++) {
            cases.getChildren().add(box(i, form.cases().get(i)));
        }
    }

    private ChainPane chain(Chain chain) {
        return new ChainPane(chain, form.backends(), model::models, texts);
    }

    private Node box(int index, AliasCase each) {
        CaseKind asked = CaseKind.of(each.when());
        int length = each.when().longerThan().orElse(CaseKind.USUAL_LENGTH);
        var kind = new ChoiceBox<CaseKind>();
        kind.getItems().setAll(CaseKind.values());
        kind.setConverter(Words.of(texts, "settings.case."));
        kind.setValue(asked);
        kind.setAccessibleText(texts.get("settings.models.case"));
        kind.valueProperty().subscribe((was, now) -> form.ask(index, now, length));
        var tokens = new TextField(String.valueOf(length));
        tokens.setPrefColumnCount(8);
        tokens.setAccessibleText(texts.get("settings.models.tokens"));
        tokens.setVisible(asked == CaseKind.LONGER);
        tokens.setManaged(tokens.isVisible());
        tokens.setOnAction(_ -> length(index, tokens.getText()));
        tokens.focusedProperty()
                .subscribe(
                        (was, focused) -> {
                            if (!focused) {
                                length(index, tokens.getText());
                            }
                        });
        var remove = new Button("", new FontIcon("fth-x"));
        remove.getStyleClass().addAll("flat", "button-icon", "small-icon");
        remove.setAccessibleText(texts.get("settings.models.removeCase"));
        remove.setOnAction(_ -> form.removeCase(index));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var head =
                new HBox(new Label(texts.get("settings.models.case")), kind, tokens, gap, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("chain-line");
        var box = new VBox(head, chain(form.targets(index)));
        box.getStyleClass().add("case");
        return box;
    }

    private void length(int index, String typed) {
        String digits = typed.strip();
        boolean number = digits.matches("\\d{1,9}");
        if (number && index < form.cases().size()) {
            form.ask(index, CaseKind.LONGER, Integer.parseInt(digits));
        }
    }
}
