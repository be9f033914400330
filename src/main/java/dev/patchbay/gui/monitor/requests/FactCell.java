package dev.patchbay.gui.monitor.requests;

import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;

import java.util.function.Function;

/// One word of a request.
final class FactCell extends TableCell<Row, Facts> {
    private final Function<Facts, String> word;

    FactCell(Function<Facts, String> word, OverrunStyle overrun) {
        this.word = word;
        setTextOverrun(overrun);
    }

    @Override
    protected void updateItem(Facts facts, boolean empty) {
        super.updateItem(facts, empty);
        setText(empty || facts == null ? "" : word.apply(facts));
    }
}
