package dev.patchbay.gui.settings.rewrites;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.rewrites.RewritesViewModel.Row;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// A rewrite in the list: whether it is done, its name, and where it stands.
final class RewriteCell extends ListCell<Row> {
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label detail = new Label();
    private final HBox line = new HBox(dot, new VBox(name, detail));
    private final Texts texts;

    RewriteCell(Texts texts) {
        this.texts = texts;
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
        line.getStyleClass().setAll("backend-line", row.enabled() ? "chip-well" : "chip-off");
        setGraphic(line);
        String state = texts.get(row.enabled() ? "settings.rewrites.on" : "settings.rewrites.off");
        setAccessibleText(String.join(", ", row.name(), row.detail(), state));
    }
}
