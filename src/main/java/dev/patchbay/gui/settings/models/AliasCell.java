package dev.patchbay.gui.settings.models;

import dev.patchbay.gui.settings.models.ModelsViewModel.Row;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

/// An alias in the list: its name, its targets in order, what it was used for. It can be dragged to
/// another place.
final class AliasCell extends ListCell<Row> {
    /// Puts an alias at another place.
    interface Moving {
        void move(int from, int to);
    }

    private final Label name = new Label();
    private final Label targets = new Label();
    private final Label used = new Label();
    private final HBox line = new HBox(name, targets, used);

    AliasCell(Moving moving) {
        name.getStyleClass().addAll("medium", "alias-name");
        targets.getStyleClass().addAll("mono", "muted");
        targets.setMaxWidth(Double.MAX_VALUE);
        used.getStyleClass().addAll("small", "muted");
        used.setMinWidth(USE_PREF_SIZE);
        HBox.setHgrow(targets, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("alias-line");
        setPrefWidth(0); // what is too long gives way
        drag(moving);
    }

    private void drag(Moving moving) {
        setOnDragDetected(
                event -> {
                    if (!isEmpty()) {
                        var content = new ClipboardContent();
                        content.putString(String.valueOf(getIndex()));
                        startDragAndDrop(TransferMode.MOVE).setContent(content);
                        event.consume();
                    }
                });
        setOnDragOver(
                event -> {
                    if (event.getGestureSource() instanceof AliasCell && !isEmpty()) {
                        event.acceptTransferModes(TransferMode.MOVE);
                    }
                    event.consume();
                });
        setOnDragDropped(
                event -> {
                    if (event.getGestureSource() instanceof AliasCell from) {
                        moving.move(from.getIndex(), getIndex());
                        event.setDropCompleted(true);
                    }
                    event.consume();
                });
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        name.setText(row.name());
        targets.setText(row.targets());
        used.setText(row.used());
        setGraphic(line);
        setAccessibleText(String.join(", ", row.name(), row.targets(), row.used()));
    }
}
