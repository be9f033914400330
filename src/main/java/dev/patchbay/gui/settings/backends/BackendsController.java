package dev.patchbay.gui.settings.backends;

import static dev.patchbay.gui.parts.Presence.present;

import dev.patchbay.gui.parts.DotCell;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.gui.settings.backends.BackendsViewModel.Row;
import dev.patchbay.gui.settings.backends.BackendsViewModel.Side;

import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Objects;

/// The list of backends, and beside it the chosen one or a new one.
public final class BackendsController implements Screen {
    private final BackendsViewModel model;
    private final Parent root;

    @FXML private ListView<Row> list;
    @FXML private Button up;
    @FXML private Button down;
    @FXML private Button add;
    @FXML private VBox form;
    @FXML private VBox adding;

    public BackendsController(BackendsViewModel model, Texts texts) {
        this.model = model;
        this.root =
                Views.load(
                        texts,
                        this,
                        new BackendFormController(model, texts),
                        new KeysController(model.keys, texts),
                        new SignInController(model),
                        new TestController(model, texts),
                        new MoreController(model, texts),
                        new AddController(model.adding));
    }

    @FXML
    private void initialize() {
        list.setCellFactory(
                _ ->
                        new DotCell<Row>(
                                row ->
                                        new DotCell.Line(
                                                row.name(),
                                                row.detail(),
                                                row.state(),
                                                row.stateText())));
        model.rowsProperty().subscribe(this::show);
        model.chosenProperty().subscribe(_ -> select());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (row != null && !row.id().equals(model.chosenProperty().get())) {
                                model.choose(row.id());
                            }
                        });
        add.setOnAction(_ -> model.add());
        up.setOnAction(_ -> model.move(-1));
        down.setOnAction(_ -> model.move(1));
        model.sideProperty()
                .subscribe(
                        side -> {
                            present(form, side == Side.FORM);
                            present(adding, side == Side.ADDING);
                        });
    }

    private void show(List<Row> rows) {
        if (!list.getItems().equals(rows)) {
            list.getItems().setAll(rows);
            select();
        }
    }

    private void select() {
        String id = model.chosenProperty().get();
        list.getItems().stream()
                .filter(row -> Objects.equals(row.id(), id))
                .findFirst()
                .ifPresentOrElse(
                        list.getSelectionModel()::select, list.getSelectionModel()::clearSelection);
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
    public void beat() {
        model.beat();
    }

    /// Leads to the backend of this id.
    @Override
    public void seek(String id) {
        model.choose(id);
    }

    @Override
    public void close() {
        model.signIn.cancel();
    }
}
