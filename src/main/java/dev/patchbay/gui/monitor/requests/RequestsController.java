package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.ConditionPane;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.parts.Views;
import dev.patchbay.history.Export;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import java.util.List;
import java.util.Optional;

/// The requests: filters on top, then the table, and beside it the open request. Where there is no
/// room for both, the open request takes the table's place.
public final class RequestsController implements Screen {
    private static final double ROOM_FOR_BOTH = 860;
    private static final double TABLE_SHARE = 0.46;

    private final RequestsViewModel model;
    private final Texts texts;
    private final Take take;
    private final DetailController open;
    private final Parent root;
    private Optional<TableController> rows = Optional.empty();

    @FXML private TextField typed;
    @FXML private ChoiceBox<FilterViewModel.Choice<FilterViewModel.Span>> span;
    @FXML private ChoiceBox<FilterViewModel.Choice<Optional<Outcome>>> outcome;
    @FXML private ChoiceBox<FilterViewModel.Choice<Optional<String>>> backend;
    @FXML private MenuButton export;
    @FXML private Label count;
    @FXML private Label told;
    @FXML private HBox tools;
    @FXML private SplitPane split;
    @FXML private StackPane list;
    @FXML private ConditionPane content;
    @FXML private TableView<Row> table;
    @FXML private Button newer;
    @FXML private Parent detail;

    /// @param take asks where files are to go
    public RequestsController(RequestsViewModel model, Texts texts, Take take) {
        this.model = model;
        this.texts = texts;
        this.take = take;
        this.open = new DetailController(model.detail(), texts, model.filters()::look, take);
        this.root =
                Views.load(
                        texts,
                        this,
                        open,
                        new BodiesController(model.detail().bodies()),
                        new ReplayController(model.detail().replay()));
    }

    @FXML
    private void initialize() {
        filters(model.filters());
        content.follow(model.conditionProperty(), model::act);
        count.textProperty().bind(model.table().countProperty());
        told.textProperty()
                .bind(
                        Bindings.when(model.filters().wrongProperty().isEmpty())
                                .then(model.detail().toldProperty())
                                .otherwise(model.filters().wrongProperty()));
        var controller =
                new TableController(
                        table,
                        model.table(),
                        texts,
                        facts -> model.detail().show(facts.exchange()));
        rows = Optional.of(controller);
        table.getSelectionModel().selectedItemProperty().subscribe(_ -> browse(controller));
        newer.textProperty().bind(model.table().heldProperty());
        newer.visibleProperty().bind(model.table().heldProperty().isNotEmpty());
        newer.setOnAction(_ -> controller.toTop());
        split.widthProperty().subscribe(_ -> arrange());
        model.detail().factsProperty().map(Optional::isPresent).subscribe(_ -> arrange());
        export.getItems()
                .addAll(
                        item("requests.export.csv", Export.CSV, "csv"),
                        item("requests.export.jsonl", Export.JSONL, "jsonl"));
    }

    private void filters(FilterViewModel filters) {
        typed.textProperty().bindBidirectional(filters.typedProperty());
        span.getItems().setAll(filters.spans());
        span.valueProperty().bindBidirectional(filters.spanProperty());
        outcome.getItems().setAll(filters.outcomes());
        outcome.valueProperty().bindBidirectional(filters.outcomeProperty());
        backend.setItems(filters.backends());
        backend.valueProperty().bindBidirectional(filters.backendProperty());
    }

    private MenuItem item(String key, Export format, String ending) {
        var item = new MenuItem(texts.get(key));
        item.setMnemonicParsing(false);
        item.setOnAction(
                _ ->
                        take.where(
                                        root.getScene().getWindow(),
                                        texts.get("requests.export"),
                                        "requests." + ending)
                                .ifPresent(file -> model.export(format, file)));
        return item;
    }

    /// Whoever goes through the rows while one is open sees each of them.
    private void browse(TableController controller) {
        if (isOpen()) {
            controller.chosen().ifPresent(facts -> model.detail().show(facts.exchange()));
        }
    }

    private boolean isOpen() {
        return model.detail().factsProperty().get().isPresent();
    }

    private void arrange() {
        boolean both = split.getWidth() >= ROOM_FOR_BOTH;
        List<Node> wanted =
                !isOpen() ? List.of(list) : both ? List.of(list, detail) : List.of(detail);
        tools.setVisible(wanted.contains(list));
        tools.setManaged(wanted.contains(list));
        if (!split.getItems().equals(wanted)) {
            split.getItems().setAll(wanted);
            split.setDividerPositions(TABLE_SHARE);
        }
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void beat() {
        rows.ifPresent(TableController::beat);
        model.beat();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void find() {
        if (!tools.isVisible()) {
            model.detail().close();
        }
        typed.requestFocus();
        typed.selectAll();
    }

    @Override
    public boolean back() {
        if (isOpen()) {
            model.detail().close();
            table.requestFocus();
            return true;
        }
        boolean narrowed = !model.filters().isWide();
        model.filters().clear();
        return narrowed;
    }

    @Override
    public void seek(String id) {
        model.detail().seek(id);
    }

    @Override
    public void close() {
        model.close();
    }

    /// What is open beside the table.
    DetailController detail() {
        return open;
    }
}
