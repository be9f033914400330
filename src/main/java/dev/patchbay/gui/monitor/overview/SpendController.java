package dev.patchbay.gui.monitor.overview;

import dev.patchbay.gui.monitor.overview.SpendViewModel.Part;
import dev.patchbay.gui.monitor.overview.SpendViewModel.Span;
import dev.patchbay.gui.monitor.overview.SpendViewModel.Spend;
import dev.patchbay.gui.parts.ConditionPane;

import javafx.fxml.FXML;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;

import java.util.List;
import java.util.Map;

/// What was spent, by model and by time.
public final class SpendController {
    private static final int ROWS = 2;

    private final SpendViewModel model;

    @FXML private Label total;
    @FXML private ToggleButton hours;
    @FXML private ToggleButton week;
    @FXML private ToggleButton month;
    @FXML private ConditionPane content;
    @FXML private GridPane models;
    @FXML private TimeBars bars;
    @FXML private Label most;
    @FXML private Label first;
    @FXML private Label last;

    SpendController(SpendViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        var spans = Map.of(Span.HOURS, hours, Span.WEEK, week, Span.MONTH, month);
        spans.forEach((span, button) -> button.setOnAction(_ -> model.choose(span)));
        model.spanProperty()
                .subscribe(now -> spans.forEach((span, each) -> each.setSelected(span == now)));
        content.follow(model.conditionProperty(), model::refresh);
        model.spendProperty().subscribe(this::show);
    }

    private void show(Spend spend) {
        total.setText(spend.total());
        most.setText(spend.most());
        bars.show(spend.times());
        first.setText(spend.times().isEmpty() ? "" : spend.times().getFirst().name());
        last.setText(spend.times().isEmpty() ? "" : spend.times().getLast().name());
        models.getChildren().clear();
        List<Part> parts = spend.models();
        for (int i = 0; i < parts.size(); i++) {
            addModel(parts.get(i), i * ROWS);
        }
    }

    private void addModel(Part part, int row) {
        var name = new Label(part.name());
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setTooltip(new Tooltip(part.name() + "\n" + part.detail()));
        var amount = new Label(part.amount());
        amount.getStyleClass().add("spend-amount");
        GridPane.setHalignment(amount, HPos.RIGHT);
        var bar = new ProgressBar(part.share());
        bar.getStyleClass().addAll("small", "spend-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        models.add(name, 0, row);
        models.add(amount, 1, row);
        models.add(bar, 0, row + 1, 2, 1);
    }
}
