package dev.patchbay.gui.settings.rewrites;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.DotCell;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.draft.FormRow;
import dev.patchbay.gui.settings.draft.Words;
import dev.patchbay.gui.settings.rewrites.Previewing.Sample;
import dev.patchbay.gui.settings.rewrites.RewritesViewModel.Row;
import dev.patchbay.settings.Rewrite;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Section Rewrites: the list, the chosen one, and a sample request before and after it.
public final class RewritesController implements Screen {
    private final RewritesViewModel model;
    private final Texts texts;
    private final Parent root;

    @FXML private MenuButton add;
    @FXML private HBox split;
    @FXML private Label none;
    @FXML private ListView<Row> list;
    @FXML private VBox form;
    @FXML private Label home;
    @FXML private CheckBox enabled;
    @FXML private FormRow nameRow;
    @FXML private TextField name;
    @FXML private FormRow kindRow;
    @FXML private ChoiceBox<EditKind> kind;
    @FXML private FormRow whatRow;
    @FXML private TextField what;
    @FXML private FormRow withRow;
    @FXML private TextArea with;
    @FXML private ChoiceBox<Sample> sample;
    @FXML private Label trouble;
    @FXML private TextArea before;
    @FXML private TextArea after;
    @FXML private Button remove;

    public RewritesController(RewritesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.root = Views.load(texts, this);
    }

    @FXML
    private void initialize() {
        add.setOnShowing(_ -> homes());
        homes();
        list.setCellFactory(_ -> new DotCell<Row>(this::line));
        model.rowsProperty().subscribe(this::show);
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (row != null) {
                                model.choose(row);
                            }
                        });
        enabled.selectedProperty().bindBidirectional(model.enabled.valueProperty());
        name.textProperty().bindBidirectional(model.name.valueProperty());
        nameRow.follow(model.name.remarkProperty());
        kind.getItems().setAll(EditKind.values());
        kind.setConverter(Words.of(texts, "settings.edit."));
        kind.valueProperty().bindBidirectional(model.kind.valueProperty());
        kindRow.follow(model.kind.remarkProperty());
        what.textProperty().bindBidirectional(model.what.valueProperty());
        whatRow.follow(model.what.remarkProperty());
        with.textProperty().bindBidirectional(model.with.valueProperty());
        withRow.follow(model.with.remarkProperty());
        remove.setOnAction(_ -> model.remove());
        model.part.nowProperty().subscribe(this::arrange);
        sample.setConverter(Words.by(model.preview::word));
        model.preview
                .samplesProperty()
                .subscribe(
                        all -> {
                            sample.getItems().setAll(all);
                            sample.setValue(model.preview.sampleProperty().get());
                        });
        sample.valueProperty()
                .subscribe(
                        chosen -> {
                            if (chosen != null) {
                                model.preview.sampleProperty().set(chosen);
                            }
                        });
        trouble.textProperty().bind(model.preview.troubleProperty());
        present(trouble, model.preview.troubleProperty().isNotEmpty());
        model.preview
                .pairProperty()
                .subscribe(
                        pair -> {
                            before.setText(pair.before());
                            after.setText(pair.after());
                        });
    }

    private DotCell.Line line(Row row) {
        String state = texts.get(row.enabled() ? "settings.rewrites.on" : "settings.rewrites.off");
        return new DotCell.Line(row.name(), row.detail(), row.enabled() ? "well" : "off", state);
    }

    private void homes() {
        add.getItems()
                .setAll(
                        model.homes().stream()
                                .map(
                                        home -> {
                                            var item = new MenuItem(model.word(home));
                                            item.setMnemonicParsing(false);
                                            item.setOnAction(_ -> model.add(home));
                                            return item;
                                        })
                                .toList());
    }

    private void show(List<Row> rows) {
        if (!list.getItems().equals(rows)) {
            list.getItems().setAll(rows);
            select();
        }
        present(split, !rows.isEmpty());
        present(none, rows.isEmpty());
    }

    private void select() {
        model.chosenProperty()
                .get()
                .flatMap(
                        row ->
                                list.getItems().stream()
                                        .filter(it -> it.home().equals(row.home()))
                                        .filter(it -> it.index() == row.index())
                                        .findFirst())
                .ifPresent(list.getSelectionModel()::select);
    }

    private void arrange(Optional<Rewrite> now) {
        present(form, now.isPresent());
        EditKind kind = model.kind.get();
        home.setText(model.chosenProperty().get().map(row -> model.word(row.home())).orElse(""));
        whatRow.present(kind.hasWhat());
        withRow.present(kind.hasWith());
        whatRow.setLabel(texts.get(words(kind, "what")));
        withRow.setLabel(texts.get(words(kind, "with")));
        if (!Objects.equals(list.getSelectionModel().getSelectedItem(), null)) {
            select();
        }
    }

    private static String words(EditKind kind, String part) {
        return switch (kind) {
            case APPEND_TO_LAST_USER_MESSAGE, PREPEND_TO_SYSTEM, APPEND_TO_SYSTEM ->
                    "settings.rewrites.text";
            case SET_FIELD, DROP_FIELD ->
                    part.equals("what") ? "settings.rewrites.field" : "settings.rewrites.value";
            case RENAME_TOOL ->
                    part.equals("what") ? "settings.rewrites.from" : "settings.rewrites.to";
            case ADD_HEADER ->
                    part.equals("what") ? "settings.rewrites.header" : "settings.rewrites.value";
        };
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void appear() {
        model.preview.appear();
    }
}
