package dev.patchbay.gui.monitor.requests;

import javafx.scene.control.Label;
import javafx.scene.control.TableCell;

/// How a request ended, as a pill.
final class StatusCell extends TableCell<Row, Facts> {
    private final Label pill = new Label();

    @Override
    protected void updateItem(Facts facts, boolean empty) {
        super.updateItem(facts, empty);
        if (empty || facts == null) {
            setGraphic(null);
            return;
        }
        pill.setText(facts.status());
        pill.getStyleClass().setAll("label", "pill", facts.outcome().style());
        setGraphic(pill);
    }
}
