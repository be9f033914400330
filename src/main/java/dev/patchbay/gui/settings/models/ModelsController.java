package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.draft.Entry;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.gui.settings.models.ModelsViewModel.Row;
import dev.patchbay.gui.settings.models.WhereViewModel.Answer;

import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/// Section Models: a field to try a name, tiers and default, the aliases and the chosen one.
public final class ModelsController implements Screen {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final double LINE = 44;
    private static final int MOST_LINES = 8;

    private final ModelsViewModel model;
    private final Texts texts;
    private final Parent root;

    @FXML private TextField asked;
    @FXML private Label lead;
    @FXML private VBox more;
    @FXML private VBox tiers;
    @FXML private HBox owner;
    @FXML private ChoiceBox<Whose> whose;
    @FXML private ListView<Row> list;
    @FXML private Label none;
    @FXML private Button add;
    @FXML private Button up;
    @FXML private Button down;

    public ModelsController(ModelsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root =
                Views.load(
                        texts,
                        this,
                        new AliasController(model, texts),
                        new PricesController(model.prices, texts));
    }

    @FXML
    private void initialize() {
        asked.textProperty().bindBidirectional(model.where.nameProperty());
        model.where.answerProperty().subscribe(this::show);
        model.tiers.forEach((word, entry) -> tiers.getChildren().add(row(word, entry)));
        tiers.getChildren().add(row("default", model.otherwise));
        whose.setConverter(Words.by(model::word));
        whose.valueProperty()
                .subscribe(
                        one -> {
                            if (one != null) {
                                model.choose(one);
                            }
                        });
        model.settingsProperty().subscribe(_ -> showEveryone());
        model.whoseProperty()
                .subscribe(
                        one -> {
                            whose.setValue(one);
                            none.setText(model.none());
                        });
        list.setCellFactory(_ -> new AliasCell(model::move));
        model.rowsProperty().subscribe(this::show);
        model.chosenProperty().subscribe(_ -> select());
        list.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(
                        index -> {
                            int now = index.intValue();
                            if (now >= 0 && now != model.chosenProperty().get()) {
                                model.choose(now);
                            }
                        });
        add.setOnAction(_ -> model.add());
        up.setOnAction(_ -> move(-1));
        down.setOnAction(_ -> move(1));
    }

    /// Where nobody has a profile, all aliases are everybody's.
    private void showEveryone() {
        List<Whose> everyone = model.everyone();
        if (!whose.getItems().equals(everyone)) {
            whose.getItems().setAll(everyone);
            whose.setValue(model.whoseProperty().get());
        }
        owner.setVisible(everyone.size() > 1);
        owner.setManaged(owner.isVisible());
    }

    private void move(int by) {
        int from = model.chosenProperty().get();
        model.move(from, from + by);
    }

    private FormRow row(String word, Entry<String> entry) {
        var field = new ComboBox<String>();
        field.setId("tier-" + word);
        field.setEditable(true);
        field.setPrefWidth(320);
        field.setOnShowing(_ -> field.getItems().setAll(model.names()));
        field.getEditor().textProperty().bindBidirectional(entry.valueProperty());
        var row = new FormRow();
        row.setLabel(texts.get("settings.models." + word));
        row.setField(field);
        row.follow(entry.remarkProperty());
        return row;
    }

    private void show(Answer answer) {
        lead.setText(answer.lead());
        lead.pseudoClassStateChanged(WRONG, !answer.leads());
        lead.setVisible(!answer.lead().isEmpty());
        lead.setManaged(lead.isVisible());
        more.getChildren()
                .setAll(
                        answer.more().stream()
                                .map(
                                        line -> {
                                            var label = new Label(line);
                                            label.getStyleClass().addAll("small", "muted");
                                            label.setWrapText(true);
                                            return label;
                                        })
                                .toList());
        more.setVisible(!answer.more().isEmpty());
        more.setManaged(more.isVisible());
    }

    private void show(List<Row> rows) {
        if (!list.getItems().equals(rows)) {
            list.getItems().setAll(rows);
            list.setPrefHeight(LINE * Math.clamp(rows.size(), 1, MOST_LINES) + 2);
            list.setMinHeight(list.getPrefHeight());
            select();
        }
        none.setVisible(rows.isEmpty());
        none.setManaged(rows.isEmpty());
        list.setVisible(!rows.isEmpty());
        list.setManaged(!rows.isEmpty());
    }

    private void select() {
        list.getSelectionModel().select(model.chosenProperty().get());
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.appear();
    }

    @Override
    public void find() {
        asked.requestFocus();
    }
}
