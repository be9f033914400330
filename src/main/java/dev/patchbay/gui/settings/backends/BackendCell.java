package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.settings.backends.BackendsViewModel.Row;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// A backend in the list: how it does, its name, and whose service it is.
final class BackendCell extends ListCell<Row> {
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label detail = new Label();
    private final HBox line = new HBox(dot, new VBox(name, detail));

    BackendCell() {
        dot.getStyleClass().add("chip-dot");
        name.getStyleClass().add("medium");
        detail.getStyleClass().addAll("small", "muted");
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0); // names that are too long give way
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        name.setText(row.name());
        detail.setText(row.detail());
        line.getStyleClass().setAll("backend-line", "chip-" + row.state());
        setGraphic(line);
        setAccessibleText(String.join(", ", row.name(), row.detail(), row.stateText()));
    }
}
