package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Texts;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The table of requests: its columns, and what opens one. Columns for which there is no room are
/// left out, the less telling first.
final class TableController {
    private static final double ROW = 32;

    /// One column.
    ///
    /// @param from the least width of the table at which it is shown
    private record Plan(
            String key, double width, double from, boolean number, Function<Facts, String> cell) {}

    private static final List<Plan> PLANS =
            List.of(
                    new Plan("time", 124, 0, false, Facts::time),
                    new Plan("client", 120, 920, false, Facts::client),
                    new Plan("asked", 150, 0, false, Facts::asked),
                    new Plan("answeredBy", 190, 560, false, Facts::answeredBy),
                    new Plan("status", 96, 0, false, Facts::status),
                    new Plan("in", 76, 640, true, Facts::in),
                    new Plan("out", 68, 640, true, Facts::out),
                    new Plan("cache", 76, 860, true, Facts::cache),
                    new Plan("cost", 84, 400, true, Facts::cost),
                    new Plan("first", 72, 800, true, Facts::first),
                    new Plan("took", 80, 320, true, Facts::took));

    private final TableView<Row> table;
    private final TableViewModel model;
    private final Texts texts;
    private final Consumer<Facts> open;
    private @Nullable ScrollBar bar;

    /// @param open shows a request beside the table
    TableController(
            TableView<Row> table, TableViewModel model, Texts texts, Consumer<Facts> open) {
        this.table = table;
        this.model = model;
        this.texts = texts;
        this.open = open;
        PLANS.forEach(plan -> table.getColumns().add(column(plan)));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setFixedCellSize(ROW);
        table.setRowFactory(_ -> new Line());
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
        table.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        event.consume();
                        chosen().ifPresent(open);
                    }
                });
        table.setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        chosen().ifPresent(open);
                    }
                });
        model.rowsProperty().subscribe(this::show);
    }

    private void show(Rows rows) {
        table.getSelectionModel().clearSelection();
        table.setItems(rows);
        table.scrollTo(0);
    }

    private static TableColumn<Row, Facts> column(Plan plan) {
        var column = new TableColumn<Row, Facts>();
        column.setId(plan.key());
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(plan.width());
        column.setMinWidth(plan.number() ? plan.width() : plan.width() * 2 / 3);
        if (plan.number()) {
            column.setMaxWidth(plan.width() * 2);
            column.getStyleClass().add("numbers");
        }
        column.setCellValueFactory(row -> facts(row.getValue()));
        column.setCellFactory(
                _ -> plan.key().equals("status") ? new StatusCell() : new FactCell(plan.cell()));
        return column;
    }

    @SuppressWarnings("NullAway") // a cell is given what is not there yet as null
    private static ObservableValue<Facts> facts(Row row) {
        return row.factsProperty();
    }

    private void fit(double width) {
        for (int i = 0; i < PLANS.size(); i++) {
            TableColumn<Row, ?> column = table.getColumns().get(i);
            column.setText(texts.get("requests.column." + PLANS.get(i).key()));
            column.setVisible(width >= PLANS.get(i).from());
        }
    }

    Optional<Facts> chosen() {
        return Optional.ofNullable(table.getSelectionModel().getSelectedItem()).map(Row::facts);
    }

    /// Where nobody has scrolled down, new rows may come in.
    void beat() {
        if (bar == null) {
            for (var found : table.lookupAll(".scroll-bar:vertical")) {
                bar = (ScrollBar) found;
            }
        }
        model.atTopProperty()
                .set(bar == null || !bar.isVisible() || bar.getValue() <= bar.getMin());
    }

    void toTop() {
        table.scrollTo(0);
        model.atTopProperty().set(true);
        model.refresh();
    }

    /// A row, for those who hear it.
    private static final class Line extends TableRow<Row> {
        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            accessibleTextProperty().unbind();
            if (!empty && row != null) {
                accessibleTextProperty()
                        .bind(row.factsProperty().map(Facts::spoken).orElse(""));
            }
        }
    }
}
