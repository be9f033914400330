package dev.patchbay.gui.parts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/// A thing in a list: a dot that tells how it does, its name, and a line about it.
public final class DotCell<T> extends ListCell<T> {
    /// What is shown of one.
    ///
    /// @param state a word of the style sheet: `well`, `off` …
    /// @param stateText the same for people
    public record Line(String name, String detail, String state, String stateText) {}

    private final Function<T, Line> lines;
    private final Label name = new Label();
    private final Label detail = new Label();
    private final HBox line;

    public DotCell(Function<T, Line> lines) {
        this.lines = lines;
        var dot = new Region();
        dot.getStyleClass().add("chip-dot");
        name.getStyleClass().add("medium");
        detail.getStyleClass().addAll("small", "muted");
        line = new HBox(dot, new VBox(name, detail));
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0); // names that are too long give way
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        Line now = lines.apply(item);
        name.setText(now.name());
        detail.setText(now.detail());
        line.getStyleClass().setAll("backend-line", "chip-" + now.state());
        setGraphic(line);
        setAccessibleText(String.join(", ", now.name(), now.detail(), now.stateText()));
    }
}
