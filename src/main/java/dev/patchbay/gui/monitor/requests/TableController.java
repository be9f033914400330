package dev.patchbay.gui.monitor.requests;

import dev.patchbay.gui.parts.Texts;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.OverrunStyle;
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

    private enum Kind {
        /// Always there in full.
        SHORT,
        /// May be cut.
        LONG,
        /// In full and right-aligned.
        NUMBER
    }

    /// One column.
    ///
    /// @param from the least width of the table at which it is shown
    private record Plan(
            String key, double width, double from, Kind kind, Function<Facts, String> cell) {
        double least() {
            return kind == Kind.LONG ? width * 2 / 3 : width;
        }
    }

    private static final List<Plan> PLANS =
            List.of(
                    new Plan("time", 104, 0, Kind.SHORT, Facts::time),
                    new Plan("client", 100, 960, Kind.LONG, Facts::client),
                    new Plan("asked", 108, 0, Kind.LONG, Facts::asked),
                    new Plan("answeredBy", 196, 580, Kind.LONG, Facts::answeredBy),
                    new Plan("status", 88, 0, Kind.SHORT, Facts::status),
                    new Plan("in", 76, 704, Kind.NUMBER, Facts::in),
                    new Plan("out", 60, 704, Kind.NUMBER, Facts::out),
                    new Plan("cache", 76, 860, Kind.NUMBER, Facts::cache),
                    new Plan("cost", 84, 440, Kind.NUMBER, Facts::cost),
                    new Plan("first", 64, 800, Kind.NUMBER, Facts::first),
                    new Plan("took", 76, 0, Kind.NUMBER, Facts::took));

    private final TableView<Row> table;
    private final TableViewModel model;
    private final Texts texts;
    private @Nullable ScrollBar bar;

    /// @param open shows a request beside the table
    TableController(TableView<Row> table, TableViewModel model, Texts texts, Consumer<Facts> open) {
        this.table = table;
        this.model = model;
        this.texts = texts;
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
        column.setMinWidth(plan.least());
        if (plan.kind() != Kind.LONG) {
            column.setMaxWidth(plan.width() * 2);
        }
        if (plan.kind() == Kind.NUMBER) {
            column.getStyleClass().add("numbers");
        }
        column.setCellValueFactory(row -> facts(row.getValue()));
        column.setCellFactory(
                _ ->
                        switch (plan.key()) {
                            case "status" -> new StatusCell();
                            // Of backend and model, the model is what one looks for.
                            case "answeredBy" ->
                                    new FactCell(plan.cell(), OverrunStyle.LEADING_ELLIPSIS);
                            default -> new FactCell(plan.cell(), OverrunStyle.ELLIPSIS);
                        });
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
                accessibleTextProperty().bind(row.factsProperty().map(Facts::spoken).orElse(""));
            }
        }
    }
}
