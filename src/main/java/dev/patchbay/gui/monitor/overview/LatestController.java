package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.LatestViewModel.Outcome;
import dev.patchbay.gui.monitor.overview.LatestViewModel.Row;
import dev.patchbay.gui.parts.ConditionPane;

import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.GridPane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The last requests, a line each. The lines are made once and say something else later.
public final class LatestController {
    private static final int COLUMNS = 8;
    private static final int ANSWERED_BY = 2;
    private static final int STATUS = 3;

    private final LatestViewModel model;
    private final Consumer<String> open;
    private final List<Line> lines = new ArrayList<>();

    @FXML private ConditionPane content;
    @FXML private GridPane grid;

    /// One line: its words, and the button behind them that can be pressed.
    private record Line(Button cover, List<Label> cells) {}

    /// @param open leads to the request of this id
    LatestController(LatestViewModel model, Consumer<String> open) {
        this.model = model;
        this.open = open;
    }

    @FXML
    private void initialize() {
        for (int row = 1; row <= LatestViewModel.MOST; row++) {
            lines.add(line(row));
        }
        content.follow(model.conditionProperty(), model::refresh);
        model.rowsProperty().subscribe(this::show);
    }

    private Line line(int row) {
        var cover = new Button();
        cover.getStyleClass().setAll("latest-cover");
        cover.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        grid.add(cover, 0, row, COLUMNS, 1);
        List<Label> cells = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            var cell = new Label();
            cell.setMouseTransparent(true);
            // Of backend and model, the model is what one looks for.
            cell.setTextOverrun(
                    column == ANSWERED_BY ? OverrunStyle.LEADING_ELLIPSIS : OverrunStyle.ELLIPSIS);
            cell.getStyleClass().add("latest-cell");
            GridPane.setHalignment(cell, column > STATUS ? HPos.RIGHT : HPos.LEFT);
            cells.add(cell);
            grid.add(cell, column, row);
        }
        cells.getFirst().getStyleClass().add("muted");
        return new Line(cover, cells);
    }

    private void show(List<Row> rows) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean used = i < rows.size();
            line.cover().setVisible(used);
            line.cover().setManaged(used);
            line.cells().forEach(cell -> cell.setVisible(used));
            line.cells().forEach(cell -> cell.setManaged(used));
            if (used) {
                write(rows.get(i), line);
            }
        }
    }

    private void write(Row row, Line line) {
        List<String> words =
                List.of(
                        row.time(),
                        row.asked(),
                        row.answeredBy(),
                        row.status(),
                        row.in(),
                        row.out(),
                        row.cost(),
                        row.took());
        for (int i = 0; i < words.size(); i++) {
            line.cells().get(i).setText(words.get(i));
        }
        line.cells().get(STATUS).getStyleClass().setAll("label", "pill", style(row.outcome()));
        line.cover().setAccessibleText(String.join(", ", words));
        line.cover().setOnAction(_ -> open.accept(row.id()));
    }

    private static String style(Outcome outcome) {
        return "pill-" + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
